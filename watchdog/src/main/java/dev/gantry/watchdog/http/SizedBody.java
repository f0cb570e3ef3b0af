package dev.gantry.watchdog.http;

import java.io.IOException;

/** A body whose length was said in front. */
final class SizedBody extends RequestBody {

  private final Inbound in;
  private long left;

  SizedBody(Inbound in, long length) {
    this.in = in;
    this.left = length;
  }

  @Override
  boolean isComplete() {
    return left == 0;
  }

  /** How much of the body can be read without waiting for the peer. */
  @Override
  public int available() throws IOException {
    // The connection is asked only if the answer matters: that is a system call.
    return (int) Math.min(left, left <= in.buffered() ? left : in.available());
  }

  @Override
  int readSome(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw endsEarly();
    }
    left -= count;
    return count;
  }
}
