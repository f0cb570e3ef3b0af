package dev.gantry.watchdog.run;

import dev.gantry.watchdog.process.ChildProcess;
import java.time.Duration;

/**
 * Decides when the output of a process is complete once the process itself has ended, although its
 * children may still hold the pipe.
 *
 * <p>They get a moment to finish. Then the process group is killed, which closes the pipe behind
 * what was written. Only a child that left the group can hold it still; such a one is not waited
 * for: the reader may empty the pipe, and no more.
 */
final class Leftovers {

  /** Long enough for a last {@code tee} of a pipeline; not felt by who forks a daemon. */
  static final Duration GRACE = Duration.ofMillis(250);

  private static final Duration TICK = Duration.ofMillis(20);

  /** What was written is there at once, so a reader that has waited this long for more has it. */
  private static final Duration DRY = Duration.ofMillis(200);

  /** The largest pipe Linux makes for anyone but root ({@code pipe-max-size}). */
  private static final long MOST_IN_A_PIPE = 1 << 20;

  private static final int SIGKILL = 9;

  private final ChildProcess child;

  Leftovers(ChildProcess child) {
    this.child = child;
  }

  /** Returns when the reader of the drain has all that is to be had. */
  void await(Drain drain) throws InterruptedException {
    if (drain.awaitEnd(GRACE)) {
      return;
    }
    child.signalGroup(SIGKILL);
    Drain.Progress killed = drain.progress();
    while (!drain.awaitEnd(TICK)) {
      Drain.Progress now = drain.progress();
      boolean isDry = now.inReads().minus(killed.inReads()).compareTo(DRY) > 0;
      // On a starved machine a reader may not have been woken for what is there.
      if ((isDry && !drain.isFilled()) || now.bytes() - killed.bytes() > MOST_IN_A_PIPE) {
        return;
      }
    }
  }
}
