package dev.gantry.watchdog.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A body in chunks (RFC 9112, section 7.1), one for what was written between two flushes.
 *
 * <p>A chunk grows in the buffer behind four digits that are filled in when it ends, so head, size
 * and data leave in one write.
 */
final class ChunkedOutput extends OutputStream {

  private static final String SIZE_TO_COME = "0000\r\n";
  private static final int OVERHEAD = SIZE_TO_COME.length() + "\r\n".length();
  private static final int NONE = -1;

  private final Outbound out;
  private int chunk = NONE;
  private boolean isClosed;

  ChunkedOutput(Outbound out) {
    this.out = out;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (isClosed) {
      throw new IOException("the answer has ended");
    }
    if (length == 0) {
      return;
    }
    if (length + OVERHEAD > out.room()) {
      endChunk();
      out.put(Integer.toHexString(length)).put("\r\n");
      out.send(bytes, offset, length);
      out.put("\r\n");
      return;
    }
    if (chunk == NONE) {
      chunk = out.size();
      out.put(SIZE_TO_COME);
    }
    out.put(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    endChunk();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    if (!isClosed) {
      isClosed = true;
      endChunk();
      out.put("0\r\n\r\n").flush();
    }
  }

  private void endChunk() {
    if (chunk != NONE) {
      out.setHex(chunk, out.size() - chunk - SIZE_TO_COME.length());
      out.put("\r\n");
      chunk = NONE;
    }
  }
}
