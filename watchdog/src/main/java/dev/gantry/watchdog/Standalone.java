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

  private final WatchdogSettings settings;
  private final Map<String, String> environment;
  private final PrintStream err;
  private final WatchdogLog log;

  Standalone(WatchdogSettings settings, Map<String, String> environment, PrintStream err) {
    this.settings = settings;
    this.environment = environment;
    this.err = err;
    this.log =
        WatchdogLog.dated(err::println, Clock.system(ZoneId.systemDefault()), settings.log());
  }

  /**
   * Serves until a signal asks for the end, and brings it about.
   *
   * @return how it ended
   */
  End serve() {
    log.own("Version: " + Version.text());
    log.own(timeouts());
    StopSignals signals = StopSignals.install();
    try (Watchdog watchdog = Watchdog.start(settings, embedding())) {
      StopSignal signal = signals.awaitFirst();
      return new Shutdown(watchdog, signals, drainLimit(), log)
          .after(signal, settings.unhealthyPause());
    } catch (IOException e) {
      err.println("error: the watchdog could not start");
      err.println("  " + e.getMessage());
      return new End.Failed();
    } catch (InterruptedException e) {
      // Somebody who runs this inside another program wants it to end.
      Thread.currentThread().interrupt();
      return new End.Done();
    }
  }

  private Embedding embedding() {
    return new Embedding(
        new InetSocketAddress(settings.port()),
        environment,
        Optional.empty(),
        List.of(),
        true,
        ProcessStarters.fastestSoon(log::own, Standalone::ledger),
        err::println);
  }

  private static ProcessLedger ledger() {
    return Orphans.areInherited() ? Orphans.collected() : ProcessLedger.none();
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
