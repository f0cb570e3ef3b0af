package dev.gantry.gateway.edge;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerRequest;

/** The answer to a refused request: a status, one sentence, and the end of the connection. */
final class RefusalAnswer {

  private static final String TYPE = "text/plain; charset=utf-8";

  private RefusalAnswer() {}

  /** The answer as it goes over the wire, for where Vert.x cannot be asked to write it. */
  static String whole(RefusedRequest refusal) {
    String text = refusal.reason() + '\n';
    return "HTTP/1.1 "
        + HttpResponseStatus.valueOf(refusal.status())
        + "\r\nContent-Type: "
        + TYPE
        + "\r\nContent-Length: "
        + text.length()
        + "\r\nConnection: close\r\n\r\n"
        + text;
  }

  /** Answers a request that failed before its head was complete. */
  static void answer(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    answer(request, cause instanceof RefusedRequest refusal ? refusal : translate(cause));
  }

  /** Answers a request whose head says something it may not. */
  static void answer(HttpServerRequest request, RefusedRequest refusal) {
    var response = request.response().setStatusCode(refusal.status());
    response.putHeader("Content-Type", TYPE);
    if (request.version() != io.vertx.core.http.HttpVersion.HTTP_2) {
      response.putHeader("Connection", "close");
    }
    response.end(refusal.reason() + '\n');
  }

  /** Says it for Netty's own decoder, which should never be the first to find something. */
  private static RefusedRequest translate(Throwable cause) {
    return cause instanceof TooLongFrameException
        ? new RefusedRequest(431, "the request head is too large")
        : RefusedRequest.malformed("the request could not be read");
  }
}
