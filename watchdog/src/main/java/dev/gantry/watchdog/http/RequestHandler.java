package dev.gantry.watchdog.http;

import java.io.IOException;

/** Answers one request. */
@FunctionalInterface
public interface RequestHandler {

  /**
   * Answers one request, on the connection's virtual thread, which is interrupted when the client
   * goes away, the whole answer takes too long or the server is closed.
   *
   * <p>A body that was not read to its end is dropped, or the connection closed if it is large. A
   * handler that returns without answering is answered 500; an answer that it began is ended for
   * it.
   *
   * @throws IOException from the request's body or the response's; {@link BadRequestException}
   *     among them is answered by the server with its status if nothing was answered yet; otherwise
   *     the connection is cut
   * @throws InterruptedException if it was interrupted; the connection is cut
   * @throws RuntimeException for bugs: reported to the thread's handler of uncaught exceptions and
   *     answered 500 if nothing was answered yet; otherwise the connection is cut
   */
  void handle(HttpRequest request, HttpResponse response) throws IOException, InterruptedException;
}
