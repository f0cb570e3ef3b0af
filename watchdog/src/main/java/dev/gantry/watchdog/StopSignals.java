package dev.gantry.watchdog;

import dev.gantry.watchdog.process.ExitStatus;
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

  private final CompletableFuture<StopCause> first = new CompletableFuture<>();
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

  /** Waits for the first one, or the end of the function, and says which it was. */
  StopCause awaitFirst() throws InterruptedException {
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

  /** Says that the function has ended; without effect after a signal. */
  void functionEnded(ExitStatus status) {
    first.complete(new StopCause.FunctionEnded(status));
  }

  private void received(String name) {
    if (!first.complete(new StopCause.Signal(name))) {
      second.countDown();
      atSecond.run();
    }
  }
}
