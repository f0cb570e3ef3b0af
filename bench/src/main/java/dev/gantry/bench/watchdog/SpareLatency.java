package dev.gantry.bench.watchdog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.Goal;
import dev.gantry.bench.figure.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long a call of a Python handler takes with two warm spares, beside none. */
final class SpareLatency implements Measurement {

  /** Has what most handlers have: JSON, a log, a client for other services. */
  private static final String USUAL =
      "python3 -c 'import sys, json, logging, urllib.request;"
          + " print(json.dumps(json.load(sys.stdin)))'";

  /** Whose own end takes about as long as half of its start. */
  private static final String LEAST =
      "python3 -c 'import sys, json; print(json.dumps(json.load(sys.stdin)))'";

  private static final byte[] BODY =
      "{\"name\": \"gantry\", \"numbers\": [1, 2, 3]}".getBytes(UTF_8);

  /** In which a spare can be replaced: what a function that is not under full load sees. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private static final int WARM_UP_CALLS = 30;

  @Override
  public String name() {
    return "spares";
  }

  @Override
  public List<Figure> take(Scope scope) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    figures.add(compare(scope, USUAL, PAUSE, "Python handler, 2 spares, 100 ms pause"));
    figures.add(compare(scope, USUAL, Duration.ZERO, "the same, no pause"));
    figures.add(compare(scope, LEAST, PAUSE, "Python with json alone, 100 ms pause"));
    return figures;
  }

  private static Figure compare(Scope scope, String handler, Duration pause, String what)
      throws IOException, InterruptedException {
    try (WatchdogProcess cold = WatchdogProcess.start(scope, variables(handler, 0));
        WatchdogProcess warm = WatchdogProcess.start(scope, variables(handler, 2))) {
      return compare(scope, cold, warm, pause, what);
    }
  }

  private static Figure compare(
      Scope scope, WatchdogProcess cold, WatchdogProcess warm, Duration pause, String what)
      throws IOException, InterruptedException {
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    for (int round = 0; round < scope.rounds(); round++) {
      without.add(medianMillis(cold, scope.seconds(), pause));
      with.add(medianMillis(warm, scope.seconds(), pause));
    }
    return Figure.Ratio.of(what, "ms", with, "no spares", without, Goal.ceiling(0.25, 0.10));
  }

  /** The median of all calls of one round; half of its time with a pause is the pause. */
  private static double medianMillis(WatchdogProcess watchdog, int seconds, Duration pause)
      throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    try (KeptConnection connection =
        KeptConnection.open(watchdog.address(), Duration.ofSeconds(10))) {
      for (int i = 0; i < WARM_UP_CALLS; i++) {
        timed(connection, pause);
      }
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      while (millis.isEmpty() || System.nanoTime() < end) {
        millis.add(timed(connection, pause));
      }
    }
    return new Samples(millis).median();
  }

  private static double timed(KeptConnection connection, Duration pause)
      throws IOException, InterruptedException {
    Thread.sleep(pause);
    long begin = System.nanoTime();
    connection.post(BODY);
    return (System.nanoTime() - begin) / 1e6;
  }

  private static Map<String, String> variables(String handler, int spares) {
    Map<String, String> variables = new HashMap<>();
    variables.put("fprocess", handler);
    variables.put("cgi_headers", "false");
    if (spares > 0) {
      variables.put("warm_spares", String.valueOf(spares));
    }
    return variables;
  }
}
