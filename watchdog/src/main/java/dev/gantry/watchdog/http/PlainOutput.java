package dev.gantry.watchdog.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A body without a frame: it ends with the connection (HTTP/1.0), or is dropped where an answer has
 * none (HEAD, 204, 304).
 */
final class PlainOutput extends OutputStream {

  private final Outbound out;
  private final boolean isDropped;
  private boolean isClosed;

  PlainOutput(Outbound out, boolean isDropped) {
    this.out = out;
    this.isDropped = isDropped;
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
    if (isDropped) {
      return;
    }
    if (length <= out.room()) {
      out.put(bytes, offset, length);
    } else {
      out.send(bytes, offset, length);
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    isClosed = true;
    out.flush();
  }
}
