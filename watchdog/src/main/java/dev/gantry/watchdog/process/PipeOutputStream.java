package dev.gantry.watchdog.process;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Objects;

/** Writes what a process reads. */
final class PipeOutputStream extends OutputStream {

  private final PipeEnd pipe;

  PipeOutputStream(int descriptor, Poller poller) {
    pipe = new PipeEnd(descriptor, Epoll.OUT, poller);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, source.length);
    int done = 0;
    while (done < length) {
      int from = offset + done;
      int rest = Math.min(length - done, Scratch.SIZE);
      try {
        done += pipe.transfer(descriptor -> put(descriptor, source, from, rest));
      } catch (InterruptedIOException e) {
        e.bytesTransferred = done;
        throw e;
      }
    }
  }

  private static int put(int descriptor, byte[] source, int offset, int length) {
    try (Scratch scratch = Scratch.borrow()) {
      scratch.bytes().set(0, source, offset, length);
      return Libc.write(scratch, descriptor, length);
    }
  }

  @Override
  public void close() {
    pipe.close();
  }
}
