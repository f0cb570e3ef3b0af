package dev.gantry.gateway.edge;

import dev.gantry.gateway.endpoint.EndpointRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Reads the body of one request whole, up to a limit. */
final class BodyReading {

  private final HttpServerRequest request;
  private final Consumer<Buffer> whole;
  private final Buffer body = Buffer.buffer();
  private boolean over;

  /**
   * @param whole takes the body; not called when it is too large or the client goes away
   */
  BodyReading(HttpServerRequest request, Consumer<Buffer> whole) {
    this.request = request;
    this.whole = whole;
  }

  void begin() {
    request.handler(this::chunk);
    request.endHandler(end -> end());
    request.exceptionHandler(gone -> over = true);
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
  }

  private void chunk(Buffer chunk) {
    if (over) {
      return;
    }
    if (body.length() + chunk.length() > EndpointRequest.BODY_LIMIT) {
      over = true;
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      Problems.answer(
          request, 413, "a body may have " + EndpointRequest.BODY_LIMIT + " bytes at most");
      return;
    }
    body.appendBuffer(chunk);
  }

  private void end() {
    if (!over) {
      over = true;
      whole.accept(body);
    }
  }
}
