package dev.gantry.gateway.admin;

import java.time.Duration;

/**
 * Interrupts the thread that started it when the time is over, wherever it waits. Closing ends
 * that, and takes back an interruption that was not noticed.
 */
final class TimeLimit implements AutoCloseable {

  private final Thread owner = Thread.currentThread();
  private final Thread timer;

  private boolean over; // guarded by this
  private boolean closed; // guarded by this

  private TimeLimit(Duration limit) {
    timer = Thread.ofVirtual().name("time-limit").unstarted(() -> await(limit));
  }

  static TimeLimit start(Duration limit) {
    TimeLimit started = new TimeLimit(limit);
    started.timer.start();
    return started;
  }

  /** Whether the time was over before this was closed. */
  synchronized boolean isOver() {
    return over;
  }

  private void await(Duration limit) {
    try {
      Thread.sleep(limit);
      end();
    } catch (InterruptedException closedBefore) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void end() {
    if (!closed) {
      over = true;
      owner.interrupt();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    timer.interrupt();
    if (over) {
      Thread.interrupted(); // ours, and nobody waits for it any more
    }
  }
}
