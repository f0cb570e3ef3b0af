package dev.gantry.watchdog;

import dev.gantry.watchdog.process.ExitStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The signals that ask for an end, the first of which asks for it and the second for a quick one.
 * Installing them keeps the JVM from ending by itself.
 */
final class StopSignals {

  private final CompletableFuture<StopCause> first = new CompletableFuture<>();
  private final CompletableFuture<StopSignal> second = new CompletableFuture<>();
  private final CompletableFuture<ExitStatus> functionEnd = new CompletableFuture<>();

  /** For tests; nothing is installed. */
  StopSignals() {}

  static StopSignals install() {
    StopSignals signals = new StopSignals();
    for (StopSignal signal : StopSignal.values()) {
      SignalTrap.set(signal.name(), () -> signals.received(signal));
    }
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

  /**
   * Says what a second signal does. It is done on the thread that takes signals, or on this one if
   * there was a second already.
   */
  void onSecond(Consumer<StopSignal> action) {
    var _ = second.thenAccept(action);
  }

  /** Waits for a second signal or the end of the function, at most so long. */
  void awaitReasonToHurry(Duration limit) throws InterruptedException {
    try {
      var _ =
          CompletableFuture.anyOf(second, functionEnd).get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // None came, which is usual.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Says that the function has ended; after a signal it is only no use to serve on. */
  void functionEnded(ExitStatus status) {
    first.complete(new StopCause.FunctionEnded(status));
    functionEnd.complete(status);
  }

  void received(StopSignal signal) {
    if (!first.complete(new StopCause.Signal(signal))) {
      second.complete(signal);
    }
  }
}
