package dev.gantry.watchdog.mode;

import dev.gantry.watchdog.endpoint.PlainAnswer;
import dev.gantry.watchdog.http.HttpRequest;
import dev.gantry.watchdog.http.HttpResponse;
import dev.gantry.watchdog.log.CallId;
import dev.gantry.watchdog.log.LineCutter;
import dev.gantry.watchdog.log.WatchdogLog;
import java.io.IOException;

/** One request on its way to an answer. Used by the call's thread. */
final class Call {

  final HttpRequest request;
  final HttpResponse response;
  final Stopwatch stopwatch = new Stopwatch();

  private final CallId id;
  private final WatchdogLog log;

  Call(HttpRequest request, HttpResponse response, WatchdogLog log) {
    this.request = request;
    this.response = response;
    this.log = log;
    this.id = CallId.of(request.headers().first("X-Call-Id"));
  }

  /** Cuts what the function writes for this call into lines of the log. */
  LineCutter cutter(String stream) {
    return log.cutter(stream, id);
  }

  /** Logs a line with the call's id. */
  void log(String text) {
    log.own(text, id);
  }

  /** Logs how much was answered; existing tools read this line. */
  void logWritten(long bytes) {
    log("Wrote " + bytes + " Bytes - Duration: " + stopwatch.seconds() + "s");
  }

  /** Adds {@code X-Duration-Seconds}. */
  void addDuration() {
    response.header(Stopwatch.HEADER, stopwatch.seconds());
  }

  /** Answers with one line for a person, says so in the log too, and how long it took. */
  void fail(int status, String reason) throws IOException {
    log("Error: " + reason);
    addDuration();
    PlainAnswer.send(response, status, reason + "\n");
  }
}
