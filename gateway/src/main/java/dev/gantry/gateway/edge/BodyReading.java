package dev.gantry.gateway.edge;

import dev.gantry.gateway.endpoint.EndpointRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Reads the body of one request whole, up to a limit. */
final class BodyReading {

  private final HttpServerRequest request;
  private final boolean kept;
  private final Consumer<Buffer> whole;
  private final Runnable tooLarge;
  private final Buffer body = Buffer.buffer();
  private int length;
  private boolean over;

  /**
   * Reads nothing yet. When the client goes away, neither is told.
   *
   * @param kept whether anybody looks at it; otherwise it is taken for empty
   * @param whole takes the body
   * @param tooLarge told instead when there is more than {@link EndpointRequest#BODY_LIMIT}
   */
  BodyReading(HttpServerRequest request, boolean kept, Consumer<Buffer> whole, Runnable tooLarge) {
    this.request = request;
    this.kept = kept;
    this.whole = whole;
    this.tooLarge = tooLarge;
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
    length += chunk.length();
    if (length > EndpointRequest.BODY_LIMIT) {
      over = true;
      tooLarge.run();
    } else if (kept) {
      body.appendBuffer(chunk);
    }
  }

  private void end() {
    if (!over) {
      over = true;
      whole.accept(body);
    }
  }
}
