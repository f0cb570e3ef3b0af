package dev.gantry.watchdog.process;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/** Writes what a process reads, by {@link BlockingCalls}. */
final class ThreadedOutputStream extends OutputStream {

  private static final int PIECE = 64 * 1024;

  private final OutputStream target;
  private final BlockingCalls calls;

  ThreadedOutputStream(OutputStream target) {
    this.target = target;
    calls = new BlockingCalls(target);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, source.length);
    int done = 0;
    try {
      while (done < length) {
        // A copy, because an interrupted caller may change the source while the call goes on.
        int from = offset + done;
        byte[] piece = Arrays.copyOfRange(source, from, from + Math.min(length - done, PIECE));
        begin(piece);
        done += piece.length;
        calls.await();
      }
    } catch (InterruptedIOException e) {
      // What was begun will be written.
      e.bytesTransferred = done;
      throw e;
    }
  }

  private void begin(byte[] piece) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted");
    }
    if (calls.isLeft()) {
      calls.await();
    }
    calls.start(() -> put(piece));
  }

  private int put(byte[] piece) throws IOException {
    target.write(piece);
    target.flush();
    return piece.length;
  }

  @Override
  public void close() {
    calls.close();
  }
}
