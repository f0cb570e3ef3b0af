package dev.gantry.watchdog;

import dev.gantry.watchdog.process.ExitStatus;

/** Why a watchdog in a container of its own ends. */
sealed interface StopCause {

  /** It was asked to. */
  record Signal(StopSignal signal) implements StopCause {}

  /** The one process that serves all calls has ended. */
  record FunctionEnded(ExitStatus status) implements StopCause {

    /** What that means for the watchdog. */
    End end() {
      return new End.ProcessEnded(status);
    }
  }
}
