package dev.gantry.gateway.relay;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;

/**
 * What tells one call from all others, in its request and its answer (contract 0 and 1.8).
 *
 * @param id the client's {@code X-Call-Id}, or one made
 * @param startTime nanoseconds from 1970 to its arrival, as {@code X-Start-Time} says it
 */
record CallMark(String id, String startTime) {

  private static final CharSequence CALL_ID = HttpHeaders.createOptimized("X-Call-Id");
  private static final CharSequence START_TIME = HttpHeaders.createOptimized("X-Start-Time");
  private static final CharSequence SERVED_BY = HttpHeaders.createOptimized("X-Served-By");

  /** The mark of a call that arrives now. */
  static CallMark of(HttpServerRequest request) {
    String given = request.getHeader(CALL_ID);
    Instant now = Instant.now();
    return new CallMark(
        given == null || given.isEmpty() ? CallId.next() : given,
        Long.toString(now.getEpochSecond() * 1_000_000_000 + now.getNano()));
  }

  /** Marks the request to a replica. */
  void setOn(MultiMap request) {
    request.set(CALL_ID, id);
    request.set(START_TIME, startTime);
  }

  /** Marks an answer, where the function has not. */
  void addTo(MultiMap answer, String servedBy) {
    addIfAbsent(answer, CALL_ID, id);
    addIfAbsent(answer, START_TIME, startTime);
    addIfAbsent(answer, SERVED_BY, servedBy);
  }

  private static void addIfAbsent(MultiMap answer, CharSequence name, String value) {
    if (!answer.contains(name)) {
      answer.set(name, value);
    }
  }
}
