package dev.gantry.gateway.relay;

import dev.gantry.gateway.replica.Refusal;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/**
 * An answer to a call that the gateway gives in the function's place: one line of plain text,
 * because clients print it as it is (contract 0 and 1.8).
 *
 * @param status the status code
 * @param text one sentence that names the function
 */
record GatewayAnswer(int status, String text) {

  /** Seconds after which a busy replica may be free. */
  private static final String SOON = "1";

  /** Seconds after which a replica that did not come may be there. */
  private static final String LATER = "5";

  static GatewayAnswer unknown(String function) {
    return new GatewayAnswer(404, "there is no function " + function);
  }

  static GatewayAnswer wrongMethod(String function, String method) {
    return new GatewayAnswer(405, "function " + function + " cannot be called with " + method);
  }

  static GatewayAnswer unreachable(String function) {
    return new GatewayAnswer(502, "no replica of function " + function + " can be reached");
  }

  static GatewayAnswer broken(String function) {
    return new GatewayAnswer(502, "function " + function + " ended the call without an answer");
  }

  static GatewayAnswer garbled(String function) {
    return new GatewayAnswer(502, "function " + function + " sent an answer that is not HTTP");
  }

  static GatewayAnswer timedOut(String function, Duration limit) {
    return new GatewayAnswer(
        504, "function " + function + " did not answer within " + seconds(limit));
  }

  static GatewayAnswer invalidBody(String function) {
    return new GatewayAnswer(400, "the body of the call of function " + function + " is invalid");
  }

  static GatewayAnswer refused(String function, Refusal why, Duration waited) {
    return switch (why) {
      case QUEUE_FULL ->
          new GatewayAnswer(429, "too many calls of function " + function + " wait already");
      case ROOM_FULL ->
          new GatewayAnswer(
              429,
              "no room for another call of function "
                  + function
                  + " to wait beside those of others");
      case SATURATED ->
          new GatewayAnswer(
              429, "all replicas of function " + function + " stayed busy for " + seconds(waited));
      case NONE_READY ->
          new GatewayAnswer(
              503, "no replica of function " + function + " became ready in " + seconds(waited));
      case NOT_WOKEN ->
          new GatewayAnswer(503, "no replica of function " + function + " could be started");
      case GONE -> unknown(function);
    };
  }

  /** Writes it whole; further fields are set already. */
  void writeTo(HttpServerResponse response) {
    response.setStatusCode(status);
    MultiMap headers = response.headers();
    headers.set(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-OpenFaaS-Internal", "proxy");
    if (status == 429) {
      headers.set(HttpHeaders.RETRY_AFTER, SOON);
    } else if (status == 503) {
      headers.set(HttpHeaders.RETRY_AFTER, LATER);
    } else if (status == 405) {
      headers.set(HttpHeaders.ALLOW, "GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS");
    }
    response.end(text + "\n");
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
