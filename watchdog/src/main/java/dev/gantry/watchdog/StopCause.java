package dev.gantry.watchdog;

import dev.gantry.watchdog.process.ExitStatus;

/** Why a watchdog in a container of its own ends. */
sealed interface StopCause {

  /** It was asked to, by a signal such as {@code SIGTERM}. */
  record Signal(String name) implements StopCause {}

  /** The one process that serves all calls has ended. */
  record FunctionEnded(ExitStatus status) implements StopCause {

    /** What a shell would say: the status, or 128 and the signal. */
    int exitCode() {
      return switch (status) {
        case ExitStatus.Exited(int code) -> code;
        case ExitStatus.Signaled(int signal) -> 128 + signal;
      };
    }
  }
}
