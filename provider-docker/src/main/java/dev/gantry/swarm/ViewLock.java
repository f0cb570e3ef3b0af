package dev.gantry.swarm;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The one lock of a view, and waiting for what changes under it. */
final class ViewLock {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Guarded by the lock: how often anything was taken in. */
  private long touches;

  /** Takes something in; who waits looks again. */
  void changing(Runnable action) {
    lock.lock();
    try {
      action.run();
      touches++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  <T> T reading(Supplier<T> question) {
    lock.lock();
    try {
      return question.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until something holds that changes with the view.
   *
   * @return whether it holds
   */
  boolean await(Duration limit, BooleanSupplier condition) throws InterruptedException {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for anything to be taken in. */
  void awaitTouch(Duration limit) throws InterruptedException {
    long seen = reading(() -> touches);
    await(limit, () -> touches != seen);
  }
}
