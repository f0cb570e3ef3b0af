package dev.gantry.gateway.relay;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * Passes the body of an answer on as it comes: read only as fast as the client takes it, and sent
 * at the end of the turn of the event loop in which it came, so that an answer that is there whole
 * is one write and a streamed one is never held back.
 */
final class Answer {

  private final RawChannel source;
  private final HttpServerResponse to;
  private final long length;
  private final boolean mayFlushHead;
  private @Nullable Buffer held;
  private boolean firstTurnOver;
  private boolean written;
  private boolean over;

  /**
   * @param source where it comes from, to be held back
   * @param length the body's length as the head gives it; -1 when it gives none
   */
  Answer(ClientSide client, RawChannel source, long length) {
    this.source = source;
    this.to = client.response();
    this.length = length;
    // Without a length, HTTP/1.0 has no framing that a head alone could announce.
    this.mayFlushHead = length >= 0 || !client.isHttp10();
  }

  /** Passes nothing on any more. */
  void abandon() {
    over = true;
    held = null;
    source.resumeReading();
  }

  /** Everything that had arrived is passed on; the rest comes later, so nothing is held back. */
  void turnOver() {
    firstTurnOver = true;
    flush();
  }

  /** Whether the turn of the event loop in which the head came is not over. */
  boolean isFirstTurn() {
    return !firstTurnOver;
  }

  void chunk(Buffer chunk) {
    if (over || written) {
      return;
    }
    if (firstTurnOver || held != null || to.headWritten()) {
      flush();
      write(chunk);
    } else if (chunk.length() == length) {
      written = true;
      to.end(chunk);
    } else {
      held = chunk;
    }
  }

  private void flush() {
    if (over || written) {
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

  private void write(Buffer chunk) {
    to.write(chunk);
    if (to.writeQueueFull()) {
      source.pauseReading();
      to.drainHandler(drained -> source.resumeReading());
    }
  }

  /**
   * Ends it with what is there.
   *
   * @return false when it was abandoned
   */
  boolean end() {
    if (over) {
      return false;
    }
    Buffer last = held;
    abandon();
    if (!written) {
      if (last == null) {
        to.end();
      } else {
        to.end(last);
      }
    }
    return true;
  }

  /**
   * Passes nothing on any more, because nothing more will come.
   *
   * @return false when it was abandoned
   */
  boolean breakOff() {
    if (over) {
      return false;
    }
    abandon();
    return true;
  }
}
