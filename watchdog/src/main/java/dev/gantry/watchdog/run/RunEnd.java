package dev.gantry.watchdog.run;

import dev.gantry.watchdog.process.ExitStatus;
import java.io.IOException;
import java.time.Duration;

/** How a run ended. */
public sealed interface RunEnd {

  /** Whether the process ended by itself and said that all went well. */
  default boolean isSuccess() {
    return this instanceof Ended(ExitStatus status) && status.isSuccess();
  }

  /** The process ended by itself. */
  record Ended(ExitStatus status) implements RunEnd {}

  /** It was killed because it outlived its time limit. */
  record TimedOut(Duration limit) implements RunEnd {}

  /** It was killed because its input could not be read to its end. */
  record InputFailed(IOException cause) implements RunEnd {}
}
