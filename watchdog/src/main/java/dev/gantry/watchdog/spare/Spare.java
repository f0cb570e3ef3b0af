package dev.gantry.watchdog.spare;

import dev.gantry.watchdog.process.ChildProcess;
import dev.gantry.watchdog.process.ExitStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * A process that waits for its call.
 *
 * @param since when it was started, by {@link System#nanoTime}
 */
record Spare(ChildProcess child, long since) {

  /** How it ended, if it did; asks the system, so it is true for this moment. */
  Optional<ExitStatus> end() throws InterruptedException {
    return child.awaitExit(Duration.ZERO);
  }

  Duration age(long now) {
    return Duration.ofNanos(now - since);
  }
}
