package dev.gantry.watchdog.process;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Our end of a pipe: non-blocking, waited for by parking, closed once.
 *
 * <p>Used by one thread at a time, but closed by any. Each system call is made under a lock that
 * {@link #close} takes too, so that no call can meet a descriptor number that has been given to
 * somebody else. That is no lock across I/O: the calls do not block, and no lock is held while
 * parked.
 *
 * <p>The calls are ordinary ones, not {@code critical}: a process can make the kernel hold a pipe
 * for long (by reading it into memory that has to be fetched), and a thread stopped inside a
 * critical call stops every garbage collection with it.
 */
final class PipeEnd implements Poller.Listener {

  /** A system call on the pipe. */
  @FunctionalInterface
  interface Transfer {
    /** Returns what it moved in bytes, or an {@link Errno} negated. */
    int run(int descriptor);
  }

  private static final int CLOSED = -1;

  private final int events;
  private final Poller poller;
  private final Object lock = new Object();

  /** Guarded by {@code lock}; {@link #CLOSED} afterwards. */
  private int descriptor;

  /** Whether epoll knows the descriptor. Guarded by {@code lock}. */
  private boolean armedBefore;

  /** Who waits. Written under {@code lock}, read by the poller. */
  private volatile @Nullable Thread waiter;

  /** Whether it is worth another try. Cleared under {@code lock}, set by the poller and close. */
  private volatile boolean ready;

  /**
   * @param events what to wait for, {@link Epoll#IN} or {@link Epoll#OUT}
   */
  PipeEnd(int descriptor, int events, Poller poller) {
    this.descriptor = descriptor;
    this.events = events;
    this.poller = poller;
  }

  /**
   * Makes a system call, waiting as long as it says {@code EAGAIN}.
   *
   * @return what it moved, in bytes
   * @throws InterruptedIOException if the thread is interrupted, before or while it waits; it stays
   *     interrupted, and nothing is lost
   * @throws IOException if the call fails or this end is closed
   */
  int transfer(Transfer transfer) throws IOException {
    while (true) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted");
      }
      int result = attempt(transfer);
      if (result >= 0) {
        return result;
      }
      if (result == -Errno.EAGAIN) {
        park();
      } else if (result != -Errno.EINTR) {
        throw new IOException(Errno.text(-result));
      }
    }
  }

  /** Makes a system call once; 0 if this end is closed. For any thread. */
  int look(Transfer transfer) {
    synchronized (lock) {
      return descriptor == CLOSED ? 0 : transfer.run(descriptor);
    }
  }

  private int attempt(Transfer transfer) throws IOException {
    synchronized (lock) {
      if (descriptor == CLOSED) {
        throw new IOException("Stream closed");
      }
      int result = transfer.run(descriptor);
      if (result == -Errno.EAGAIN) {
        arm();
      }
      return result;
    }
  }

  private void arm() throws IOException {
    Thread other = waiter;
    if (other != null && other != Thread.currentThread()) {
      throw new IOException(other.getName() + " waits for this stream already");
    }
    waiter = Thread.currentThread();
    ready = false;
    int armed = poller.arm(descriptor, events, armedBefore, this);
    if (armed < 0) {
      waiter = null;
      throw new IOException("cannot wait for a pipe: " + Errno.text(-armed));
    }
    armedBefore = true;
  }

  private void park() {
    while (!ready && !Thread.currentThread().isInterrupted()) {
      LockSupport.park(this);
    }
    waiter = null;
  }

  @Override
  public void onReady() {
    ready = true;
    LockSupport.unpark(waiter);
  }

  /** Closes it and wakes who waits; idempotent. */
  void close() {
    synchronized (lock) {
      if (descriptor == CLOSED) {
        return;
      }
      if (armedBefore) {
        poller.forget(descriptor, this);
      }
      Libc.close(descriptor);
      descriptor = CLOSED;
    }
    onReady();
  }
}
