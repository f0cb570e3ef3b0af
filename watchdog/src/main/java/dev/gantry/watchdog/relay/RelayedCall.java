package dev.gantry.watchdog.relay;

import dev.gantry.watchdog.http.BadResponseException;
import dev.gantry.watchdog.http.HttpRequest;
import dev.gantry.watchdog.http.HttpResponse;
import dev.gantry.watchdog.http.ResponseHead;
import dev.gantry.watchdog.http.UpstreamConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call on its way to the function and back. Used by the call's thread. */
final class RelayedCall {

  private static final int SWITCHING = 101;

  private final Upstream upstream;
  private final HttpRequest request;
  private final HttpResponse response;
  private final RequestContent content;
  private final String target;
  private final long limit;
  private final long startNanos;
  private final Optional<String> upgrade;

  private @Nullable RequestFeed feed;
  private int status;
  private long sent;

  /**
   * @param target path and query as the function gets them
   * @param limit the moment at which the call has to be over
   * @param startNanos when it began, as {@link System#nanoTime} says
   */
  RelayedCall(
      Upstream upstream,
      HttpRequest request,
      HttpResponse response,
      RequestContent content,
      String target,
      long limit,
      long startNanos) {
    this.upstream = upstream;
    this.request = request;
    this.response = response;
    this.content = content;
    this.target = target;
    this.limit = limit;
    this.startNanos = startNanos;
    this.upgrade = RequestCopy.upgrade(request);
  }

  /** What the function answered; 0 before it did. */
  int status() {
    return status;
  }

  /** How many bytes of the answer's body were sent. */
  long sent() {
    return sent;
  }

  /**
   * Has the call answered.
   *
   * @param mayWait whether a function that was started just now is waited for
   * @throws UnreachableException if it takes no connection
   * @throws TimeLimitException if it is too slow
   * @throws BadResponseException if its answer cannot be passed on
   * @throws IOException if it gives none, or the client's request or connection is broken
   * @throws InterruptedException if the client is gone
   */
  void run(boolean mayWait) throws IOException, InterruptedException {
    TimedConnection idle = upstream.reuse(limit);
    if (idle == null || !attempt(idle, true)) {
      attempt(mayWait ? upstream.open(limit) : upstream.openNow(limit), false);
    }
  }

  /** Waits until nothing reads the request's body any more, once the answer is out. */
  void settle() throws InterruptedException {
    if (feed != null) {
      feed.settle();
    }
  }

  /** Returns whether the call was answered; false if it has to be sent again, on another one. */
  private boolean attempt(TimedConnection connection, boolean isReused)
      throws IOException, InterruptedException {
    boolean isUsable = false;
    try {
      exchange(connection);
      isUsable = feed == null || feed.completesSoon();
      return true;
    } catch (IOException e) {
      if (isReused && isStale(connection, e)) {
        return false;
      }
      throw cause(connection, e);
    } finally {
      if (isUsable) {
        upstream.giveBack(connection);
      } else {
        upstream.drop(connection);
      }
    }
  }

  private void exchange(TimedConnection connection) throws IOException, InterruptedException {
    UpstreamConnection function = connection.http();
    RequestCopy.begin(request, target, upstream.address(), function);
    if (upgrade.isPresent()) {
      function.field("Connection", "Upgrade");
      function.field("Upgrade", upgrade.get());
    }
    if (content instanceof RequestContent.Whole whole) {
      whole.send(function.body(whole.length()));
    } else if (content instanceof RequestContent.Held held) {
      held.send(function.body(held.body().length()));
    } else if (content instanceof RequestContent.Streamed streamed) {
      feed(streamed, connection);
    } else {
      function.sendWithoutBody();
    }
    ResponseHead head = function.readHead(!request.method().equals("HEAD"));
    status = head.status();
    if (status == SWITCHING) {
      tunnel(head, connection);
    } else {
      sent = AnswerCopy.send(head, function, response, startNanos);
    }
  }

  private void feed(RequestContent.Streamed streamed, TimedConnection connection)
      throws IOException {
    OutputStream out = connection.http().body(streamed.length());
    out.flush(); // the function may want to answer before the body comes
    RequestFeed started = new RequestFeed(streamed.body(), out, connection);
    feed = started;
    started.start();
  }

  private void tunnel(ResponseHead head, TimedConnection connection)
      throws IOException, InterruptedException {
    Optional<String> protocol = head.headers().first("Upgrade");
    if (upgrade.isEmpty() || protocol.isEmpty()) {
      status = 0;
      throw new BadResponseException("it switches to a protocol that nobody asked for");
    }
    AnswerCopy.fields(head, response);
    sent = new Tunnel(response.upgrade(protocol.get()), connection, upstream).copy();
  }

  /**
   * Whether the function had closed a connection that was idle before it could see this request.
   * There is no telling whether it had, so only what may be done twice is sent again (RFC 9110,
   * section 9.2.2).
   */
  private boolean isStale(TimedConnection connection, IOException failure) {
    return !connection.http().hasReceived()
        && !connection.hasExpired()
        && !(failure instanceof BadResponseException)
        && !Thread.currentThread().isInterrupted()
        && content.isRepeatable()
        && isIdempotent();
  }

  private boolean isIdempotent() {
    return switch (request.method()) {
      case "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE" -> true;
      default -> false;
    };
  }

  /** What a failure on the function's connection really was. */
  private IOException cause(TimedConnection connection, IOException failure)
      throws InterruptedException {
    if (feed != null && feed.failure() != null) {
      return feed.failure();
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedException("the client is gone");
    }
    return connection.hasExpired() ? new TimeLimitException() : failure;
  }
}
