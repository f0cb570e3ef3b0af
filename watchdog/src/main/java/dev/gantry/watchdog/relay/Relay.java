package dev.gantry.watchdog.relay;

import dev.gantry.watchdog.endpoint.PlainAnswer;
import dev.gantry.watchdog.hold.HeldBody;
import dev.gantry.watchdog.hold.HoldLimitException;
import dev.gantry.watchdog.hold.HoldingArea;
import dev.gantry.watchdog.http.BadRequestException;
import dev.gantry.watchdog.http.BadResponseException;
import dev.gantry.watchdog.http.HttpRequest;
import dev.gantry.watchdog.http.HttpResponse;
import dev.gantry.watchdog.http.RequestHandler;
import dev.gantry.watchdog.log.AccessLog;
import dev.gantry.watchdog.log.Seconds;
import dev.gantry.watchdog.log.WatchdogLog;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Answers each call with what the function answers, contract 3.2. Thread-safe. */
public final class Relay implements RequestHandler {

  private final UpstreamSettings settings;
  private final Upstream upstream;
  private final HoldingArea area;
  private final AccessLog log;

  public Relay(UpstreamSettings settings, Upstream upstream, HoldingArea area, WatchdogLog log) {
    this.settings = settings;
    this.upstream = upstream;
    this.area = area;
    this.log = new AccessLog(log);
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    if (settings.logsHeaders()) {
      log.headers(request);
    }
    if (settings.holdsBodies() && request.contentLength() != 0) {
      try (HeldBody body = area.hold()) {
        take(request, body);
        relay(request, response, RequestContent.of(body), start);
      }
    } else {
      relay(request, response, RequestContent.of(request), start);
    }
  }

  private void take(HttpRequest request, HeldBody body) throws IOException {
    try {
      area.check(request.contentLength());
      body.writeAll(request.body());
    } catch (HoldLimitException e) {
      throw new BadRequestException(e.isBodyTooLarge() ? 413 : 503, String.valueOf(e.getMessage()));
    }
  }

  private void relay(HttpRequest request, HttpResponse response, RequestContent content, long start)
      throws IOException, InterruptedException {
    long limit = upstream.in(CallTime.of(request.headers(), settings.execTimeout()));
    String target = upstream.address().target(request.path(), request.query());
    RelayedCall call = new RelayedCall(upstream, request, response, content, target, limit, start);
    try {
      call.run(true);
      log.answered(request, call.status(), call.sent(), start);
    } catch (BadRequestException | InterruptedIOException e) {
      throw e; // the client's doing, or its going
    } catch (InterruptedException e) {
      log.failed(request, "the client is gone, or the time for the answer over");
      throw e;
    } catch (IOException e) {
      if (response.hasBegun()) {
        log.failed(request, "the answer was cut off: " + e.getMessage());
        throw e;
      }
      log.failed(request, reason(e));
      answer(response, e, start);
    }
    call.settle();
  }

  private static void answer(HttpResponse response, IOException failure, long start)
      throws IOException {
    int status =
        switch (failure) {
          case TimeLimitException e -> 504;
          case BadResponseException e -> 502;
          default -> 500;
        };
    response.header("X-OpenFaaS-Internal", "of-watchdog");
    response.header(AnswerCopy.DURATION, Seconds.since(start));
    PlainAnswer.send(response, status, text(failure) + "\n");
  }

  /** For the client, who has no use for addresses. */
  private static String text(IOException failure) {
    return switch (failure) {
      case TimeLimitException e -> "the function did not answer in time";
      case BadResponseException e -> "the function's answer cannot be passed on: " + e.getMessage();
      case UnreachableException e -> "the function does not accept connections";
      default -> "the function ended the connection without an answer";
    };
  }

  /** For the operator. */
  private static String reason(IOException failure) {
    Throwable cause = failure.getCause();
    return cause == null ? text(failure) : text(failure) + ": " + cause.getMessage();
  }
}
