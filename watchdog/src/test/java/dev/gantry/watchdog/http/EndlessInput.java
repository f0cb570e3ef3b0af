package dev.gantry.watchdog.http;

import java.io.InputStream;

/** Bytes that are sent again and again; complains when more are taken than anybody may need. */
final class EndlessInput extends InputStream {

  private final byte[] bytes;
  private final long most;
  private long position;

  /**
   * @param most how many bytes may be taken
   */
  EndlessInput(byte[] bytes, long most) {
    this.bytes = bytes;
    this.most = most;
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("nobody reads single bytes from a socket");
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    int from = (int) (position % bytes.length);
    int count = Math.min(length, bytes.length - from);
    System.arraycopy(bytes, from, target, offset, count);
    position += count;
    if (position > most) {
      throw new AssertionError("takes more than " + most + " bytes of an endless head");
    }
    return count;
  }
}
