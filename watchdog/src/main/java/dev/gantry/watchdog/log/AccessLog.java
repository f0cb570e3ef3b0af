package dev.gantry.watchdog.log;

import dev.gantry.watchdog.http.HttpRequest;
import java.util.Optional;

/** One line for each call, contract 3.2: method, URI, status, length of the answer, seconds. */
public final class AccessLog {

  /** Probes come every few seconds and say nothing. */
  private static final String PROBE = "kube-probe";

  private final WatchdogLog log;

  public AccessLog(WatchdogLog log) {
    this.log = log;
  }

  /** Shows what a call asks for. */
  public void headers(HttpRequest request) {
    for (String line : HeaderMask.lines(request.headers())) {
      log.own(line, id(request));
    }
  }

  /**
   * Says how a call was answered.
   *
   * @param bytes of the answer's body
   * @param startNanos when it came, by {@link System#nanoTime}
   */
  public void answered(HttpRequest request, int status, long bytes, long startNanos) {
    Optional<String> agent = request.headers().first("User-Agent");
    if (agent.isPresent() && agent.get().startsWith(PROBE)) {
      return;
    }
    long nanos = System.nanoTime() - startNanos;
    log.access(new AccessEntry(request.method(), uri(request), status, bytes, nanos), id(request));
  }

  /** Says why a call was not answered by the function. */
  public void failed(HttpRequest request, String reason) {
    log.own(request.method() + " " + uri(request) + " - Error: " + reason, id(request));
  }

  private static String uri(HttpRequest request) {
    return request.query().isEmpty() ? request.path() : request.path() + "?" + request.query();
  }

  private static CallId id(HttpRequest request) {
    return CallId.of(request.headers().first("X-Call-Id"));
  }
}
