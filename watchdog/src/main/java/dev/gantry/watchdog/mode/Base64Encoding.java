package dev.gantry.watchdog.mode;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/** Encodes a stream while it is read. */
final class Base64Encoding extends InputStream {

  /** A multiple of 3, so that only the last block is padded. */
  private static final int BLOCK = 12 << 10;

  private final InputStream plain;
  private byte[] encoded = new byte[0];
  private int at;

  Base64Encoding(InputStream plain) {
    this.plain = plain;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == encoded.length) {
      encoded = Base64.getEncoder().encode(plain.readNBytes(BLOCK));
      at = 0;
    }
    if (encoded.length == 0) {
      return -1;
    }
    int count = Math.min(length, encoded.length - at);
    System.arraycopy(encoded, at, bytes, offset, count);
    at += count;
    return count;
  }
}
