package dev.gantry.watchdog.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A socket's input, read in turns by the connection's thread and, while a call runs for long, by a
 * second one that watches for the client's going.
 *
 * <p>What the second one receives is kept for the first, in order, up to 64 KiB; then it stops
 * reading, and the client's going is not seen until the first has taken some.
 */
final class ReadAhead {

  private static final int MOST_AHEAD = 64 * 1024;
  private static final byte[] NOTHING = {};

  private final InputStream in;

  // All guarded by this.
  private byte[] ahead = NOTHING;
  private int from;
  private int to;
  private boolean isReading;
  private boolean isWatching;
  private boolean hasEnded;
  private @Nullable IOException failure;

  ReadAhead(InputStream in) {
    this.in = in;
  }

  /** Reads for the connection's thread; as {@link InputStream#read(byte[], int, int)}. */
  int read(byte[] bytes, int offset, int length) throws IOException {
    synchronized (this) {
      awaitTurn();
      if (from < to) {
        return take(bytes, offset, length);
      }
      if (failure != null) {
        throw new IOException(failure);
      }
      if (hasEnded) {
        return -1;
      }
      isReading = true;
    }
    try {
      return in.read(bytes, offset, length);
    } finally {
      synchronized (this) {
        isReading = false;
      }
    }
  }

  /** How many bytes can be read without waiting. */
  synchronized int available() throws IOException {
    return isWatching || from < to ? to - from : in.available();
  }

  /**
   * Takes the turn for watching, if nobody reads now.
   *
   * @return whether {@link #watch} has to be called
   */
  synchronized boolean beginWatch() {
    if (isReading || isWatching || to - from >= MOST_AHEAD) {
      return false;
    }
    isWatching = !hasEnded;
    return true;
  }

  /** Whether watching later could still tell anything. */
  synchronized boolean isWorthWatching() {
    return !isWatching && !hasEnded;
  }

  /**
   * Reads ahead, blocking, until something ends it.
   *
   * @return whether the input has ended or failed; false if enough was read or nobody needs more
   */
  boolean watch(Connection connection) {
    byte[] chunk = new byte[1024];
    while (!hasEnded()) {
      int count = -1;
      IOException problem = null;
      try {
        count = in.read(chunk);
      } catch (IOException e) {
        problem = e;
      }
      synchronized (this) {
        notifyAll();
        if (count > 0) {
          keep(chunk, count);
          isWatching = to - from < MOST_AHEAD && connection.isInCall();
        } else {
          hasEnded = true;
          failure = problem;
          isWatching = false;
        }
        if (!isWatching) {
          return hasEnded;
        }
      }
    }
    return true;
  }

  private synchronized boolean hasEnded() {
    return hasEnded;
  }

  /** Whether the client has not only stopped sending but cut the connection. */
  synchronized boolean hasFailed() {
    return failure != null;
  }

  private void awaitTurn() throws InterruptedIOException {
    while (isWatching && from == to) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for input");
      }
    }
  }

  private int take(byte[] bytes, int offset, int length) {
    int count = Math.min(length, to - from);
    System.arraycopy(ahead, from, bytes, offset, count);
    from += count;
    if (from == to) {
      ahead = NOTHING;
      from = 0;
      to = 0;
    }
    return count;
  }

  private void keep(byte[] chunk, int count) {
    if (to + count > ahead.length) {
      ahead =
          Arrays.copyOfRange(ahead, from, Math.max(from + 1024, from + 2 * (to - from + count)));
      to -= from;
      from = 0;
    }
    System.arraycopy(chunk, 0, ahead, to, count);
    to += count;
  }
}
