package dev.gantry.watchdog.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Reads what a process writes. */
final class PipeInputStream extends InputStream {

  private final PipeEnd pipe;

  PipeInputStream(int descriptor, Poller poller) {
    pipe = new PipeEnd(descriptor, Epoll.IN, poller);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    int count = pipe.transfer(descriptor -> fetch(descriptor, target, offset, length));
    return count == 0 ? -1 : count;
  }

  private static int fetch(int descriptor, byte[] target, int offset, int length) {
    try (Scratch scratch = Scratch.borrow()) {
      int count = Libc.read(scratch, descriptor, Math.min(length, Scratch.SIZE));
      if (count > 0) {
        scratch.bytes().get(0, target, offset, count);
      }
      return count;
    }
  }

  /** How many bytes wait in the pipe; may be asked by another thread than the reader. */
  @Override
  public int available() {
    return Math.max(0, pipe.look(Libc::waiting));
  }

  @Override
  public void close() {
    pipe.close();
  }
}
