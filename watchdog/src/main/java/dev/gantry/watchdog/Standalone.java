package dev.gantry.watchdog;

import dev.gantry.watchdog.log.WatchdogLog;
import dev.gantry.watchdog.process.Orphans;
import dev.gantry.watchdog.process.ProcessLedger;
import dev.gantry.watchdog.process.ProcessStarters;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One watchdog in a container of its own, from start to the end that a signal asks for. */
final class Standalone {

  /** How long "no limit" is when something has to end at last. */
  private static final Duration ENDLESS = Duration.ofDays(365);

  /** How long calls have to be answered when their function is gone. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

  /** How long a function has to end at SIGTERM, also when its calls took all the time. */
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);

  private final WatchdogSettings settings;
  private final Map<String, String> environment;
  private final PrintStream err;
  private final LineWriter lines;
  private final WatchdogLog log;

  Standalone(WatchdogSettings settings, Map<String, String> environment, PrintStream err) {
    this.settings = settings;
    this.environment = environment;
    this.err = err;
    this.lines = new LineWriter(err);
    this.log = WatchdogLog.dated(lines::line, Clock.system(ZoneId.systemDefault()), settings.log());
  }

  /**
   * Serves until SIGTERM or SIGINT, then drains (contract section 0); a second signal ends the
   * drain.
   *
   * @return the exit code: 0 after a signal, 1 if it could not start, that of the function if its
   *     one process ended
   */
  int serve() {
    log.own("Version: " + Version.text());
    log.own(timeouts());
    StopSignals signals = StopSignals.install();
    try (Watchdog watchdog = Watchdog.start(settings, embedding())) {
      Thread.ofVirtual().start(() -> awaitFunctionEnd(watchdog, signals));
      return switch (signals.awaitFirst()) {
        case StopCause.Signal(String name) -> {
          log.own(name + " received, draining for at most " + drainLimit().toSeconds() + "s.");
          signals.onSecond(watchdog::close);
          drain(watchdog, signals);
          yield 0;
        }
        case StopCause.FunctionEnded end -> {
          watchdog.drain(LAST_ANSWERS);
          yield end.exitCode();
        }
      };
    } catch (IOException e) {
      err.println("error: the watchdog could not start");
      err.println("  " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      // Somebody who runs this inside another program wants it to end.
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /**
   * Calls first, then the function: it is asked to end (SIGTERM) when nothing that was accepted
   * needs it any more, because many programs end at once.
   */
  private void drain(Watchdog watchdog, StopSignals signals) throws InterruptedException {
    watchdog.leaveRotation();
    signals.awaitSecond(settings.unhealthyPause());
    long end = System.nanoTime() + drainLimit().toNanos();
    boolean isComplete = watchdog.drain(drainLimit());
    log.own(isComplete ? "No calls in flight. Exiting." : "Calls were cut off. Exiting.");
    long left = Math.max(end - System.nanoTime(), LEAST_PATIENCE.toNanos());
    if (!watchdog.stopFunction(Duration.ofNanos(left))) {
      log.own("The function did not end at SIGTERM and was killed.");
    }
  }

  private static void awaitFunctionEnd(Watchdog watchdog, StopSignals signals) {
    try {
      signals.functionEnded(watchdog.awaitFunctionEnd());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Embedding embedding() {
    return new Embedding(
        new InetSocketAddress(settings.port()),
        environment,
        Optional.empty(),
        List.of(),
        true,
        ProcessStarters.fastest(
            log::own, Orphans.areInherited() ? Orphans.collected() : ProcessLedger.none()),
        lines);
  }

  private Duration drainLimit() {
    return settings.writeTimeout().isZero() ? ENDLESS : settings.writeTimeout();
  }

  private String timeouts() {
    return "Timeouts: read: %s, write: %s, hard: %s, health: %s."
        .formatted(
            seconds(settings.readTimeout()),
            seconds(settings.writeTimeout()),
            seconds(settings.work().execTimeout()),
            seconds(settings.unhealthyPause()));
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }
}
