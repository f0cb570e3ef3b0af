package dev.gantry.watchdog;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM and SIGINT, the first of which asks for an end and the second for a quick one. Installing
 * them keeps the JVM from ending by itself with another exit code than 0.
 */
final class StopSignals {

  private final CompletableFuture<String> first = new CompletableFuture<>();
  private final CountDownLatch second = new CountDownLatch(1);

  /** Written by the waiting thread, read by the one that takes signals. */
  private volatile Runnable atSecond = () -> {};

  private StopSignals() {}

  static StopSignals install() {
    StopSignals signals = new StopSignals();
    SignalTrap.set("TERM", () -> signals.received("SIGTERM"));
    SignalTrap.set("INT", () -> signals.received("SIGINT"));
    return signals;
  }

  /** Waits for the first one and says which it was. */
  String awaitFirst() throws InterruptedException {
    try {
      return first.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
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

  private void received(String name) {
    if (!first.complete(name)) {
      second.countDown();
      atSecond.run();
    }
  }
}
