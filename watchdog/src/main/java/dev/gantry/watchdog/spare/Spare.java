package dev.gantry.watchdog.spare;

import dev.gantry.watchdog.process.ChildProcess;
import dev.gantry.watchdog.process.ExitStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /**
   * Whether it is busy, so has most likely not come to its input yet; false where nobody can tell.
   */
  boolean isStarting() {
    try {
      String stat =
          Files.readString(Path.of("/proc/" + child.pid() + "/stat"), StandardCharsets.ISO_8859_1);
      // The state stands behind the name, which may hold anything but ends with a ).
      int name = stat.lastIndexOf(')');
      return stat.startsWith(") R", name) || stat.startsWith(") D", name);
    } catch (IOException e) {
      return false;
    }
  }

  Duration age(long now) {
    return Duration.ofNanos(now - since);
  }
}
