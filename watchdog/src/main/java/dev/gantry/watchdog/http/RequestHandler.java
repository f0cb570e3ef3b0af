package dev.gantry.watchdog.http;

import java.io.IOException;

/** Answers one request. */
@FunctionalInterface
public interface RequestHandler {

  /**
   * Answers one request, on the connection's virtual thread, which is interrupted when the client
   * goes away or the server is closed.
   *
   * <p>A body that was not read to its end is discarded or the connection closed, as the server
   * sees fit. A handler that returns without answering is answered 500.
   *
   * @throws IOException from the request's body or the response's; {@link BadRequestException}
   *     among them is answered by the server with its status if nothing was answered yet; otherwise
   *     the connection is cut
   */
  void handle(HttpRequest request, HttpResponse response) throws IOException, InterruptedException;
}
