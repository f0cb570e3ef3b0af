package dev.gantry.watchdog.http;

import java.io.IOException;
import java.io.InputStream;

/** A client's connection behind the head of a 101. */
record UpgradedConnection(Wire wire, Inbound in) implements RawConnection {

  @Override
  public InputStream input() {
    return new RawInput(in);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    wire.write(bytes, offset, length);
  }

  @Override
  public void endOutput() throws IOException {
    wire.endOutput();
  }

  @Override
  public void cut() {
    wire.cut();
  }
}
