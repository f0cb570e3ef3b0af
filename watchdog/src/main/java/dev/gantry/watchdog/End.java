package dev.gantry.watchdog;

import dev.gantry.watchdog.process.ExitStatus;

/** Why the watchdog ends, and what it tells whoever started it. */
public sealed interface End {

  /** What a shell adds to the number of the signal that ended a program. */
  int SIGNAL_BASE = 128;

  /** The exit code of this program. */
  int exitCode();

  /** What was asked for is done: all calls were finished, or there was a question to answer. */
  record Done() implements End {
    @Override
    public int exitCode() {
      return 0;
    }
  }

  /** It could not start, or is not healthy; the reason was written. */
  record Failed() implements End {
    @Override
    public int exitCode() {
      return 1;
    }
  }

  /** Settings or arguments are wrong; which, was written. */
  record Misused() implements End {
    @Override
    public int exitCode() {
      return 2;
    }
  }

  /**
   * Calls were cut off, after the drain's time or because a second signal asked for it.
   *
   * @param signal its number
   */
  record CutOff(int signal) implements End {
    @Override
    public int exitCode() {
      return SIGNAL_BASE + signal;
    }
  }

  /** The one process that all calls need has ended, and how it ended is how this program ends. */
  record ProcessEnded(ExitStatus status) implements End {
    @Override
    public int exitCode() {
      return switch (status) {
        case ExitStatus.Exited(int code) -> code;
        case ExitStatus.Signaled(int signal) -> SIGNAL_BASE + signal;
      };
    }
  }
}
