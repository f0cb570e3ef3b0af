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
   * Serves until a signal asks for the end, and brings it about.
   *
   * @return how it ended
   */
  End serve() {
    log.own("Version: " + Version.text());
    log.own(timeouts());
    StopSignals signals = StopSignals.install();
    try (Watchdog watchdog = Watchdog.start(settings, embedding())) {
      CacheWarning.printTo(err);
      if (settings.work() instanceof WatchdogSettings.Work.Relays) {
        Thread.ofVirtual().start(() -> awaitFunctionEnd(watchdog, signals));
      }
      StopCause cause = signals.awaitFirst();
      if (cause instanceof StopCause.Signal(StopSignal signal)) {
        return new Shutdown(watchdog, signals, drainLimit(), log)
            .after(signal, settings.unhealthyPause());
      }
      // The function is gone; what it answered is still on its way.
      watchdog.drain(LAST_ANSWERS);
      return ((StopCause.FunctionEnded) cause).end();
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
        ProcessStarters.fastestSoon(log::own, Standalone::ledger),
        lines);
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
