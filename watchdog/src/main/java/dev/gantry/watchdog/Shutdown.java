package dev.gantry.watchdog;

import dev.gantry.watchdog.log.WatchdogLog;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The way from the first signal to the end (contract section 0): calls are finished. When the time
 * for that is over, or a second signal comes, what still runs gets the signal too, has a second to
 * end, and is killed.
 */
final class Shutdown {

  /** For processes that got the signal: to write their last words, and for these to be sent. */
  static final Duration GRACE = Duration.ofSeconds(1);

  private final Watchdog watchdog;
  private final StopSignals signals;
  private final Duration limit;
  private final WatchdogLog log;

  /** The signal that calls were cut off by. Guarded by this. */
  private @Nullable StopSignal cutBy;

  /**
   * @param limit how long calls may take to end
   */
  Shutdown(Watchdog watchdog, StopSignals signals, Duration limit, WatchdogLog log) {
    this.watchdog = watchdog;
    this.signals = signals;
    this.limit = limit;
    this.log = log;
  }

  /**
   * Ends the watchdog; blocks until that is done.
   *
   * @param pause how long to serve on, unhealthy, before
   */
  End after(StopSignal first, Duration pause) throws InterruptedException {
    log.own(first.label() + " received, draining for at most " + limit.toSeconds() + "s.");
    watchdog.leaveRotation();
    signals.awaitReasonToHurry(pause);
    signals.onSecond(this::cutOff);
    long over = System.nanoTime() + limit.toNanos();
    if (!watchdog.drain(limit)) {
      cutOff(first);
    }
    stopFunction(Duration.ofNanos(over - System.nanoTime()));
    End end = end();
    log.own(
        end instanceof End.Done ? "No calls in flight. Exiting." : "Calls were cut off. Exiting.");
    return end;
  }

  /**
   * The one process of all calls is asked to end once nothing that was accepted needs it any more,
   * because many programs end at once.
   */
  private void stopFunction(Duration left) throws InterruptedException {
    Duration patience = left.compareTo(GRACE) < 0 ? GRACE : left;
    if (!watchdog.stopFunction(patience)) {
      log.own("The function did not end at SIGTERM and was killed.");
    }
  }

  private synchronized End end() {
    return cutBy == null ? new End.Done() : new End.CutOff(cutBy.number());
  }

  /** Idempotent: a third signal waits for what the second one does. */
  private synchronized void cutOff(StopSignal signal) {
    if (cutBy != null) {
      return;
    }
    long over = System.nanoTime() + GRACE.toNanos();
    boolean hasCalls = watchdog.signalCalls(signal.number()) > 0;
    try {
      if (!watchdog.drain(GRACE) || hasCalls) {
        cutBy = signal;
      }
      watchdog.awaitFunctionEnd(Duration.ofNanos(over - System.nanoTime()));
    } catch (InterruptedException e) {
      cutBy = signal;
      Thread.currentThread().interrupt();
    } finally {
      watchdog.close();
    }
  }
}
