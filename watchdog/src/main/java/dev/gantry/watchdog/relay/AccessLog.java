package dev.gantry.watchdog.relay;

import dev.gantry.watchdog.http.HttpRequest;
import dev.gantry.watchdog.log.CallId;
import dev.gantry.watchdog.log.Seconds;
import dev.gantry.watchdog.log.WatchdogLog;
import java.util.Optional;

/** One line for each call, contract 3.2: method, URI, status, length of the answer, seconds. */
final class AccessLog {

  /** Probes come every few seconds and say nothing. */
  private static final String PROBE = "kube-probe";

  private final WatchdogLog log;
  private final boolean logsCallId;

  AccessLog(WatchdogLog log, boolean logsCallId) {
    this.log = log;
    this.logsCallId = logsCallId;
  }

  /** Says how a call was answered. */
  void answered(HttpRequest request, int status, long bytes, long startNanos) {
    Optional<String> agent = request.headers().first("User-Agent");
    if (agent.isPresent() && agent.get().startsWith(PROBE)) {
      return;
    }
    StringBuilder line = begin(request).append(status).append(" - ContentLength: ").append(bytes);
    write(line.append(" (").append(Seconds.since(startNanos)).append("s)"), request);
  }

  /** Says why a call was not answered by the function. */
  void failed(HttpRequest request, String reason) {
    write(begin(request).append("Error: ").append(reason), request);
  }

  private static StringBuilder begin(HttpRequest request) {
    StringBuilder line = new StringBuilder(96).append(request.method()).append(' ');
    line.append(request.path());
    if (!request.query().isEmpty()) {
      line.append('?').append(request.query());
    }
    return line.append(" - ");
  }

  private void write(StringBuilder line, HttpRequest request) {
    if (logsCallId) {
      log.own(line.toString(), CallId.of(request.headers().first("X-Call-Id")));
    } else {
      log.own(line.toString());
    }
  }
}
