package dev.gantry.gateway.relay;

import io.vertx.core.http.HttpMethod;
import java.util.Set;

/**
 * When a call may go to another replica: only when it cannot have been executed, or when doing it
 * again changes nothing (RFC 9110, 9.2.2 and RFC 9112, 9.3.1).
 *
 * @param written whether anything of the request was handed to the connection
 * @param reused whether the connection had carried calls before, so that its end may have crossed
 *     the request
 * @param answerBegun whether a byte came back
 * @param bodyConsumed whether anything of the client's body was taken, and so cannot be sent again
 */
record RetryRule(boolean written, boolean reused, boolean answerBegun, boolean bodyConsumed) {

  private static final Set<HttpMethod> IDEMPOTENT =
      Set.of(
          HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);

  /** Whether the call may be sent again. */
  boolean allows(HttpMethod method) {
    if (bodyConsumed || answerBegun) {
      return false;
    }
    return !written || (reused && IDEMPOTENT.contains(method));
  }
}
