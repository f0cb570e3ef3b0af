package dev.gantry.gateway.relay;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * Passes the body of an answer on as it comes: read only as fast as the client takes it, and sent
 * at the end of the turn of the event loop in which it came, so that an answer that is there whole
 * is one write and a streamed one is never held back.
 */
final class Answer {

  private final Call call;
  private final HttpClientResponse from;
  private final HttpServerResponse to;
  private final long length;
  private final boolean mayFlushHead;
  private @Nullable Buffer held;
  private boolean settled;
  private boolean complete;
  private boolean over;

  /**
   * @param length the body's length as the head gives it; -1 when it gives none
   */
  Answer(Call call, HttpClientResponse from, HttpServerResponse to, long length) {
    this.call = call;
    this.from = from;
    this.to = to;
    this.length = length;
    // Without a length, HTTP/1.0 has no framing that a head alone could announce.
    this.mayFlushHead = length >= 0 || call.version() != HttpVersion.HTTP_1_0;
  }

  void begin(Context context) {
    from.handler(this::chunk);
    from.endHandler(end -> end());
    from.exceptionHandler(this::broken);
    context.runOnContext(
        turn -> {
          settled = true;
          flush();
        });
  }

  /** Passes nothing on any more. */
  void abandon() {
    over = true;
    held = null;
  }

  private void chunk(Buffer chunk) {
    if (over || complete) {
      return;
    }
    if (!settled && !to.headWritten() && held == null) {
      if (chunk.length() == length) {
        complete = true;
        to.end(chunk);
      } else {
        held = chunk;
      }
      return;
    }
    flush();
    write(chunk);
  }

  private void write(Buffer chunk) {
    to.write(chunk);
    if (to.writeQueueFull()) {
      from.pause();
      to.drainHandler(drained -> from.resume());
    }
  }

  private void flush() {
    if (over || complete) {
      return;
    }
    Buffer chunk = held;
    if (chunk != null) {
      held = null;
      write(chunk);
    } else if (!to.headWritten() && mayFlushHead) {
      to.writeHead();
    }
  }

  private void end() {
    if (over) {
      return;
    }
    over = true;
    if (!complete) {
      Buffer chunk = held;
      if (chunk == null) {
        to.end();
      } else {
        to.end(chunk);
      }
    }
    call.answerEnded();
  }

  private void broken(Throwable cause) {
    if (!over) {
      abandon();
      call.answerBroken(cause);
    }
  }
}
