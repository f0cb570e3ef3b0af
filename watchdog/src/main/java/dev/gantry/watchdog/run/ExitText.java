package dev.gantry.watchdog.run;

import dev.gantry.watchdog.process.ExitStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Exit statuses in the words existing clients know, which are Go's: contract 3.1. */
public final class ExitText {

  private static final Map<Integer, String> SIGNALS =
      Map.ofEntries(
          Map.entry(1, "hangup"),
          Map.entry(2, "interrupt"),
          Map.entry(3, "quit"),
          Map.entry(4, "illegal instruction"),
          Map.entry(5, "trace/breakpoint trap"),
          Map.entry(6, "aborted"),
          Map.entry(7, "bus error"),
          Map.entry(8, "floating point exception"),
          Map.entry(9, "killed"),
          Map.entry(10, "user defined signal 1"),
          Map.entry(11, "segmentation fault"),
          Map.entry(12, "user defined signal 2"),
          Map.entry(13, "broken pipe"),
          Map.entry(14, "alarm clock"),
          Map.entry(15, "terminated"));

  private ExitText() {}

  /** Such as {@code exit status 1} or {@code signal: killed}. */
  public static String of(ExitStatus status) {
    return switch (status) {
      case ExitStatus.Exited(int code) -> "exit status " + code;
      case ExitStatus.Signaled(int signal) ->
          "signal: " + SIGNALS.getOrDefault(signal, "signal " + signal);
    };
  }

  /** How a run ended, and by which setting if it was killed. */
  public static String of(RunEnd end) {
    return switch (end) {
      case RunEnd.Ended(ExitStatus status) -> of(status);
      case RunEnd.TimedOut(Duration limit) ->
          "signal: killed after exec_timeout (" + limit.toMillis() + "ms)";
      case RunEnd.InputFailed(IOException cause) -> "the input failed: " + cause.getMessage();
    };
  }
}
