package dev.gantry.watchdog.http;

import java.io.IOException;

/** A body that ends with the connection (RFC 9112, section 6.3), which only responses may have. */
final class UnboundedBody extends RequestBody {

  private final Inbound in;
  private boolean isComplete;

  UnboundedBody(Inbound in) {
    this.in = in;
  }

  @Override
  boolean isComplete() {
    return isComplete;
  }

  @Override
  int readSome(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    isComplete = count < 0;
    return count;
  }
}
