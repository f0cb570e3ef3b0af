package dev.gantry.watchdog;

import dev.gantry.watchdog.process.OwnVariables;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** The watchdog as a program: {@code fwatchdog} in a container. */
public final class WatchdogMain {

  private WatchdogMain() {}

  /**
   * Runs with the variables and streams of this program. Halts instead of exiting: nothing here
   * needs shutdown hooks, and {@code System.exit} loads the platform's logging to say that it was
   * called.
   */
  public static void main(String[] args) {
    End end = run(environment(), List.of(args), System.out, System.err);
    Runtime.getRuntime().halt(end.exitCode());
  }

  /** The variables of this program, as they were before the launcher. */
  public static Map<String, String> environment() {
    return LauncherVariables.undone(OwnVariables.read());
  }

  /**
   * Serves until a signal asks it to stop; blocks.
   *
   * @param environment the settings, and the variables of the processes
   * @param args {@code -version}, {@code -run-healthcheck} or nothing
   * @param err takes all log lines and sentences about what is wrong
   * @return how it ended, which says what the program's exit code is
   */
  public static End run(
      Map<String, String> environment, List<String> args, PrintStream out, PrintStream err) {
    if (args.isEmpty()) {
      return serve(environment, err);
    }
    return switch (args.getFirst()) {
      case "-version", "--version" -> {
        out.println(Version.text());
        yield new End.Done();
      }
      case "-run-healthcheck", "--run-healthcheck" ->
          LockFile.ofThisMachine().exists() ? new End.Done() : new End.Failed();
      default -> {
        err.println("error: unknown argument " + args.getFirst());
        err.println("  usage: fwatchdog [-version | -run-healthcheck]");
        yield new End.Misused();
      }
    };
  }

  private static End serve(Map<String, String> environment, PrintStream err) {
    WatchdogSettings.Reading reading = WatchdogSettings.read(environment);
    if (reading instanceof WatchdogSettings.Reading.Valid(WatchdogSettings settings)) {
      return new Standalone(settings, environment, err).serve();
    }
    err.println("error: the watchdog cannot start with these settings");
    if (reading instanceof WatchdogSettings.Reading.Invalid(List<String> problems)) {
      problems.forEach(problem -> err.println("  " + problem));
    }
    return new End.Misused();
  }
}
