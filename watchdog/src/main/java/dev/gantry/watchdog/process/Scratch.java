package dev.gantry.watchdog.process;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Native memory for one system call: where {@code errno} goes, and bytes to pass or fetch.
 *
 * <p>Borrowed for the length of a call that does not block, so there are about as many as
 * processors, however many processes there are. Used by one thread at a time.
 */
final class Scratch implements AutoCloseable {

  /** Bytes in {@link #bytes()}: what a pipe holds. */
  static final int SIZE = 64 * 1024;

  /** How many are kept for the next borrower; more than that are left to the garbage collector. */
  private static final int KEPT = 16;

  /** {@code errno} is all of the call state on Linux; a test compares this with the API. */
  static final int CALL_STATE_SIZE = 4;

  private static final ConcurrentLinkedQueue<Scratch> FREE = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger FREE_COUNT = new AtomicInteger();

  private final NativeMemory callState = new NativeMemory(CALL_STATE_SIZE);
  private final NativeMemory bytes = new NativeMemory(SIZE);

  private Scratch() {}

  static Scratch borrow() {
    Scratch free = FREE.poll();
    if (free == null) {
      return new Scratch();
    }
    FREE_COUNT.decrementAndGet();
    return free;
  }

  /** One of its own, for a thread whose calls block. */
  static Scratch own() {
    return new Scratch();
  }

  NativeMemory callState() {
    return callState;
  }

  /** The {@code errno} of the last call made with it; meaningful only if that call failed. */
  int errno() {
    return callState.getInt(0);
  }

  NativeMemory bytes() {
    return bytes;
  }

  /** Where {@link #bytes()} begin, as an argument. */
  long address() {
    return bytes.address();
  }

  @Override
  public void close() {
    if (FREE_COUNT.get() < KEPT) {
      FREE_COUNT.incrementAndGet();
      FREE.add(this);
    }
  }
}
