package dev.gantry.gateway.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Answers of the edge itself, as {@code application/problem+json} (RFC 9457). */
final class Problems {

  private Problems() {}

  /**
   * Answers a request.
   *
   * @param detail one sentence; no part of it comes from the client
   */
  static void answer(HttpServerRequest request, int status, String detail) {
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(status);
    response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
    response.end(body(status, response.getStatusMessage(), detail));
  }

  static String body(int status, String title, String detail) {
    return "{\"type\":\"about:blank\",\"title\":\""
        + title
        + "\",\"status\":"
        + status
        + ",\"detail\":\""
        + detail
        + "\"}\n";
  }
}
