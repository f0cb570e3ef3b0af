package dev.gantry.watchdog.http;

import java.io.IOException;
import java.io.OutputStream;

/** A body of a length that was promised; anything else cuts the connection. */
final class SizedOutput extends OutputStream {

  private final Outbound out;
  private final Peer peer;
  private long left;
  private boolean isClosed;

  SizedOutput(Outbound out, Peer peer, long length) {
    this.out = out;
    this.peer = peer;
    this.left = length;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (isClosed || length > left) {
      peer.cut();
      throw new IOException("the body is longer than it said");
    }
    left -= length;
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
    if (isClosed) {
      return;
    }
    isClosed = true;
    if (left > 0) {
      peer.cut();
      throw new IOException("the body is shorter than it said, by " + left + " bytes");
    }
    out.flush();
  }
}
