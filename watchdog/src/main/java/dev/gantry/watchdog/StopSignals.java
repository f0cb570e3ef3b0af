package dev.gantry.watchdog;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM and SIGINT, the first of which asks for an end and the second for a quick one. Installing
 * them keeps the JVM from ending by itself with another exit code than 0.
 */
final class StopSignals {

  private final CountDownLatch first = new CountDownLatch(1);
  private final CountDownLatch second = new CountDownLatch(1);

  /** Written by the waiting thread, read by the one that takes signals. */
  private volatile Runnable atSecond = () -> {};

  private StopSignals() {}

  static StopSignals install() {
    StopSignals signals = new StopSignals();
    SignalTrap.set("TERM", signals::received);
    SignalTrap.set("INT", signals::received);
    return signals;
  }

  void awaitFirst() throws InterruptedException {
    first.await();
  }

  /** Says what a second signal does, also if it has come already. */
  void onSecond(Runnable action) {
    atSecond = action;
    if (second.getCount() == 0) {
      action.run();
    }
  }

  /** Waits for a second signal, at most so long. */
  void awaitSecond(Duration limit) throws InterruptedException {
    second.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void received() {
    if (first.getCount() > 0) {
      first.countDown();
    } else {
      second.countDown();
      atSecond.run();
    }
  }
}
