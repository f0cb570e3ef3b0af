package dev.gantry.gateway.edge;

import io.vertx.core.Context;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * Answers a request whose body nobody wants. What of it is there already is dropped, and the
 * connection stays; when more is to come, the connection is closed after the answer.
 */
final class UnwantedBody {

  /** A close at once could overtake the answer while the client still sends. */
  private static final long LINGER_MILLIS = 2000;

  private final Context context;
  private final HttpServerRequest request;
  private boolean whole;

  private UnwantedBody(Context context, HttpServerRequest request) {
    this.context = context;
    this.request = request;
  }

  /**
   * Drops the body and answers.
   *
   * @param answer writes the answer, on the event loop
   */
  static void answer(Context context, HttpServerRequest request, Runnable answer) {
    UnwantedBody body = new UnwantedBody(context, request);
    request.handler(chunk -> {});
    request.endHandler(end -> body.whole = true);
    request.exceptionHandler(gone -> body.whole = true);
    context.runOnContext(turn -> body.answer(answer));
  }

  private void answer(Runnable answer) {
    boolean close = !whole && request.version() != HttpVersion.HTTP_2;
    if (close && !request.response().headWritten()) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    answer.run();
    if (close) {
      HttpConnection connection = request.connection();
      request.endHandler(end -> connection.close());
      long timer = context.owner().setTimer(LINGER_MILLIS, late -> connection.close());
      connection.closeHandler(gone -> context.owner().cancelTimer(timer));
    }
  }
}
