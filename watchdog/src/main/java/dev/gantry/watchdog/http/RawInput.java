package dev.gantry.watchdog.http;

import java.io.IOException;
import java.io.InputStream;

/** What comes over a connection that has left HTTP. */
final class RawInput extends InputStream {

  private final Inbound in;

  RawInput(Inbound in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    return in.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return length == 0 ? 0 : in.read(bytes, offset, length);
  }
}
