package dev.gantry.bench.watchdog;

import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.Goal;
import dev.gantry.bench.figure.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Milliseconds from the bench's call that starts the launcher to the first 200 of {@code
 * /_/health}, asked for again and again with 0.2 ms in between.
 */
final class ReadyTime implements Measurement {

  private static final int FEWEST_STARTS = 9;
  private static final long POLL = TimeUnit.MICROSECONDS.toNanos(200);
  private static final long LIMIT = TimeUnit.SECONDS.toNanos(10);

  @Override
  public String name() {
    return "ready";
  }

  @Override
  public List<Figure> take(Scope scope) throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    start(scope); // fills the page cache
    for (int i = 0; i < Math.max(FEWEST_STARTS, scope.rounds()); i++) {
      millis.add(start(scope));
    }
    return List.of(
        new Figure.Absolute("ready after start", "ms", new Samples(millis), Goal.ceiling(90, 50)));
  }

  private static double start(Scope scope) throws IOException {
    long begin = System.nanoTime();
    try (WatchdogProcess watchdog =
        WatchdogProcess.launch(scope, List.of(), Map.of("fprocess", "cat"))) {
      awaitHealth(watchdog, begin + LIMIT);
      return (System.nanoTime() - begin) / 1e6;
    }
  }

  /**
   * Asks until the answer is 200.
   *
   * @throws IOException if the watchdog ended or the moment came
   */
  static void awaitHealth(WatchdogProcess watchdog, long moment) throws IOException {
    while (System.nanoTime() < moment && watchdog.isAlive()) {
      try (KeptConnection connection =
          KeptConnection.open(watchdog.address(), Duration.ofSeconds(5))) {
        connection.health();
        return;
      } catch (IOException notYet) {
        LockSupport.parkNanos(POLL);
      }
    }
    throw new IOException("the watchdog did not become ready: " + watchdog.lastLines());
  }
}
