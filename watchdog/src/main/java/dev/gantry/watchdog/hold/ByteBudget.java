package dev.gantry.watchdog.hold;

import java.util.concurrent.atomic.AtomicLong;

/** So many bytes and no more, taken and given back by many at once. Thread-safe. */
final class ByteBudget {

  /**
   * What held bodies may take of the heap: a quarter. There is one heap in a JVM however many
   * watchdogs live in it, hence one budget.
   */
  static final ByteBudget HEAP = new ByteBudget(Runtime.getRuntime().maxMemory() / 4);

  /** Written by {@link #allow}. */
  private volatile long most;

  private final AtomicLong taken = new AtomicLong();

  /**
   * @param most bytes, at least 0
   */
  ByteBudget(long most) {
    this.most = most;
  }

  long most() {
    return most;
  }

  /** Changes how many there are; what is taken stays taken. */
  void allow(long bytes) {
    most = bytes;
  }

  long taken() {
    return taken.get();
  }

  /** Takes bytes if there are so many left. */
  boolean take(long bytes) {
    long before = taken.get();
    while (bytes <= most - before) {
      long found = taken.compareAndExchange(before, before + bytes);
      if (found == before) {
        return true;
      }
      before = found;
    }
    return false;
  }

  /** Gives back what was taken. */
  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }
}
