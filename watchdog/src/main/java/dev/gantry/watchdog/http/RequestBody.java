package dev.gantry.watchdog.http;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request. Its first read lets a client that waits for {@code 100 Continue} go on.
 *
 * <p>Once a read has failed, every later one fails the same way. Used by the connection's thread
 * only; closing it does nothing.
 */
abstract class RequestBody extends InputStream {

  private final byte[] single = new byte[1];
  private @Nullable Gate gate;
  private @Nullable BadRequestException failure;

  /** Opened before the first byte of a body is read. */
  interface Gate {
    void open() throws IOException;
  }

  /** Lets the next read open a gate first. */
  void guardedBy(Gate gate) {
    this.gate = gate;
  }

  /** Whether all of it has been read and found well-formed. */
  abstract boolean isComplete();

  /** As {@link InputStream#read(byte[], int, int)}, for a length of at least 1. */
  abstract int readSome(byte[] bytes, int offset, int length) throws IOException;

  @Override
  public final int read() throws IOException {
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
  }

  @Override
  public final int read(byte[] bytes, int offset, int length) throws IOException {
    if (failure != null) {
      throw new BadRequestException(failure.status(), failure.reason());
    }
    if (length == 0 || isComplete()) {
      return length == 0 ? 0 : -1;
    }
    if (gate != null) {
      gate.open();
      gate = null;
    }
    try {
      return readSome(bytes, offset, length);
    } catch (BadRequestException e) {
      failure = e;
      throw e;
    }
  }

  /**
   * Reads the rest and drops it.
   *
   * @param limit most bytes that are worth it
   * @return whether the end was reached
   */
  final boolean discard(int limit) throws IOException {
    if (isComplete()) {
      return true;
    }
    byte[] dropped = new byte[4096];
    int count = 0;
    while (count <= limit && !isComplete()) {
      int length = read(dropped, 0, dropped.length);
      count += Math.max(length, 0);
    }
    return isComplete();
  }

  static BadRequestException endsEarly() {
    return new BadRequestException(400, "the body ends early");
  }
}
