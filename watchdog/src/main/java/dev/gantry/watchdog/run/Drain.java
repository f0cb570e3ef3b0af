package dev.gantry.watchdog.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One output pipe of a process, which tells another thread whether its reader has got everything.
 * Reading is for one thread, the rest for any.
 *
 * <p>A reader that is busy elsewhere, such as with a slow client, has not got everything; one that
 * waits in a read has. So what counts is the time spent in reads, not the time that passes.
 */
final class Drain extends InputStream {

  private final InputStream pipe;
  private final CountDownLatch ended = new CountDownLatch(1);

  // The rest is guarded by lock; the reader writes it, except isCut.
  private final Object lock = new Object();
  private boolean isCut;
  private boolean isReading;
  private long readingSince;
  private long nanosInReads;
  private long bytes;

  Drain(InputStream pipe) {
    this.pipe = pipe;
  }

  /** How far a reader has come. */
  record Progress(Duration inReads, long bytes) {}

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * Reads what the process wrote.
   *
   * @return -1 at its end and after {@link #cut}
   */
  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    begin();
    int count = -1;
    try {
      count = pipe.read(buffer, offset, length);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      if (!isCut()) {
        throw e;
      }
    } finally {
      end(count);
    }
    return count;
  }

  /** Ends it: nobody waits for it any more, and a failure to read is its end. */
  void cut() {
    synchronized (lock) {
      isCut = true;
    }
    ended.countDown();
  }

  /** Waits for the end of the pipe, for its reader's failure, or for {@link #cut}. */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** How long its reader has waited in reads, and how much it got. */
  Progress progress() {
    synchronized (lock) {
      long now = isReading ? System.nanoTime() - readingSince : 0;
      return new Progress(Duration.ofNanos(nanosInReads + now), bytes);
    }
  }

  /** Whether something is there that its reader has not got yet. */
  boolean isFilled() {
    try {
      return pipe.available() > 0;
    } catch (IOException closed) {
      return false;
    }
  }

  private boolean isCut() {
    synchronized (lock) {
      return isCut;
    }
  }

  private void begin() {
    synchronized (lock) {
      isReading = true;
      readingSince = System.nanoTime();
    }
  }

  private void end(int count) {
    synchronized (lock) {
      isReading = false;
      nanosInReads += System.nanoTime() - readingSince;
      bytes += Math.max(count, 0);
    }
    if (count < 0) {
      ended.countDown();
    }
  }
}
