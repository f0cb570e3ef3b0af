package dev.gantry.gateway.edge;

import dev.gantry.gateway.endpoint.EndpointRequest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.function.Consumer;

/** Reads the body of one request whole, up to a limit. */
final class BodyReading {

  private static final long LINGER_MILLIS = 2000;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final Consumer<Buffer> whole;
  private final Buffer body = Buffer.buffer();
  private boolean over;

  /**
   * @param whole takes the body; not called when it is too large or the client goes away
   */
  BodyReading(Vertx vertx, HttpServerRequest request, Consumer<Buffer> whole) {
    this.vertx = vertx;
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
      if (request.version() != HttpVersion.HTTP_2) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      }
      Problems.answer(
          request, 413, "a body may have " + EndpointRequest.BODY_LIMIT + " bytes at most");
      closeSoon();
      return;
    }
    body.appendBuffer(chunk);
  }

  /** Not at once: a reset could overtake the answer while the client still sends. */
  private void closeSoon() {
    if (request.version() != HttpVersion.HTTP_2) {
      HttpConnection connection = request.connection();
      long timer = vertx.setTimer(LINGER_MILLIS, late -> connection.close());
      connection.closeHandler(gone -> vertx.cancelTimer(timer));
    }
  }

  private void end() {
    if (!over) {
      over = true;
      whole.accept(body);
    }
  }
}
