package dev.gantry.gateway.relay;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a call, passed on as it comes: it is read only as fast as the replica takes it. The
 * head of the request to the replica goes out with the first piece of the body where that is there
 * already, so that a small call is one write.
 */
final class ClientBody {

  /** How much of a body nobody wants is read, so that the client gets to read the answer. */
  private static final long DISCARD_MAX = 1 << 20;

  /** Methods whose request without a body is given a length of 0. */
  private static final Set<HttpMethod> CONTENT =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  private final Context context;
  private final HttpServerRequest request;
  private final boolean expected;
  private final long length;
  private @Nullable UpstreamRequest target;
  private boolean headSent;
  private boolean sent;
  private boolean consumed;
  private boolean received;
  private long discarded;

  ClientBody(Context context, HttpServerRequest request) {
    this.context = context;
    this.request = request;
    boolean chunked = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    this.length = chunked ? -1 : AnswerHead.length(request.headers());
    this.expected =
        length > 0 || chunked || (length < 0 && request.version() == HttpVersion.HTTP_2);
    this.received = !expected;
  }

  /** The length that the client gave; -1 when it gave none. */
  long length() {
    return length;
  }

  /** Whether a body may come. */
  boolean isExpected() {
    return expected;
  }

  /** Whether a piece of it was taken, so that it cannot be sent a second time. */
  boolean isConsumed() {
    return consumed;
  }

  /** Whether the client has sent all of it. */
  boolean isReceived() {
    return received;
  }

  /** Whether the replica was sent all of it. */
  boolean isSent() {
    return sent;
  }

  /** Keeps the client from sending until somebody wants the body. */
  void hold() {
    if (!received) {
      request.pause();
    }
  }

  /** Sends the request with its body; the head's fields are set already. */
  void sendTo(UpstreamRequest upstream) {
    headSent = false;
    if (received) {
      end(upstream);
      return;
    }
    target = upstream;
    request.handler(this::chunk);
    request.endHandler(end -> received());
    upstream.whenDrained(request::resume);
    request.resume();
    if (!headSent) {
      context.runOnContext(turn -> sendHead(upstream));
    }
  }

  /** Stops sending; what comes is held for the next try. */
  void detach() {
    target = null;
    hold();
  }

  /** Lets what comes fall, up to a limit; beyond it the client is kept from sending. */
  void discard() {
    discard(() -> {});
  }

  /**
   * Does the same.
   *
   * @param whenReceived told when the client has sent all of it, if it has not yet
   */
  void discard(Runnable whenReceived) {
    target = null;
    if (!received) {
      request.handler(this::drop);
      request.endHandler(
          end -> {
            received = true;
            whenReceived.run();
          });
      request.resume();
    }
  }

  private void drop(Buffer chunk) {
    discarded += chunk.length();
    if (discarded > DISCARD_MAX) {
      request.pause();
    }
  }

  private void chunk(Buffer chunk) {
    consumed = true;
    UpstreamRequest upstream = target;
    if (upstream == null || sent) {
      return;
    }
    if (!headSent && chunk.length() == length) {
      headSent = true;
      sent = true;
      upstream.end(chunk);
      return;
    }
    frame(upstream);
    upstream.write(chunk);
    if (upstream.isFull()) {
      request.pause();
    }
  }

  private void received() {
    received = true;
    UpstreamRequest upstream = target;
    if (upstream != null && !sent) {
      end(upstream);
    }
  }

  private void end(UpstreamRequest upstream) {
    if (!headSent && length < 0 && expected && carriesContent(request.method())) {
      upstream.headers().set(HttpHeaders.CONTENT_LENGTH, "0");
    }
    headSent = true;
    sent = true;
    upstream.end();
  }

  private void sendHead(UpstreamRequest upstream) {
    if (!headSent && upstream.equals(target)) {
      frame(upstream);
      upstream.writeHead();
    }
  }

  private void frame(UpstreamRequest upstream) {
    if (!headSent) {
      headSent = true;
      if (length < 0) {
        upstream.setChunked();
      }
    }
  }

  private static boolean carriesContent(HttpMethod method) {
    return CONTENT.contains(method);
  }
}
