package dev.gantry.watchdog.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Reads what a process writes, by {@link BlockingCalls}. */
final class ThreadedInputStream extends InputStream {

  private static final int SIZE = 16 * 1024;

  private final InputStream source;
  private final BlockingCalls calls;

  /** Filled by a call; read by the caller once that has returned. */
  private final byte[] buffer = new byte[SIZE];

  private int position;
  private int limit;

  ThreadedInputStream(InputStream source) {
    this.source = source;
    calls = new BlockingCalls(source);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (position == limit) {
      int count = calls.run(() -> source.read(buffer, 0, SIZE));
      if (count < 0) {
        return -1;
      }
      position = 0;
      limit = count;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(buffer, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public void close() {
    calls.close();
  }
}
