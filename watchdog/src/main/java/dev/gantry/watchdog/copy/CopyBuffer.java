package dev.gantry.watchdog.copy;

import java.io.IOException;
import java.io.InputStream;

/**
 * A buffer for copying that grows while much flows. A thousand calls that sleep hold a thousand
 * small ones. Used by one thread.
 */
public final class CopyBuffer {

  private static final int SMALLEST = 512;
  private static final int LARGEST = 16 << 10;

  private byte[] bytes = new byte[SMALLEST];
  private int count;

  /** What was read; valid up to {@link #count}. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes were read last; -1 at the end. */
  public int count() {
    return count;
  }

  /**
   * Reads once.
   *
   * @return whether anything came; false at the end
   */
  public boolean fill(InputStream in) throws IOException {
    if (count == bytes.length && count < LARGEST) {
      bytes = new byte[Math.min(4 * bytes.length, LARGEST)];
    }
    count = in.read(bytes, 0, bytes.length);
    return count >= 0;
  }
}
