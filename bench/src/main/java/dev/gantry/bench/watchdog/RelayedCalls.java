package dev.gantry.bench.watchdog;

import dev.gantry.bench.drive.Nginx;
import dev.gantry.bench.drive.Wrk;
import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.Goal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Calls a second through {@code mode=http}, beside nginx as a proxy. Both relay to the same third
 * program, so the watchdog's own process has nothing to do.
 */
final class RelayedCalls implements Measurement {

  private static final int CONNECTIONS = 32;
  private static final int WARM_UP_SECONDS = 5;

  @Override
  public String name() {
    return "http";
  }

  @Override
  public List<Figure> take(Scope scope) throws IOException, InterruptedException {
    List<Double> calls = new ArrayList<>();
    List<Double> beside = new ArrayList<>();
    try (Nginx upstream = Nginx.replica(scope.folder().resolve("upstream"));
        Nginx nginx = Nginx.proxy(scope.folder().resolve("proxy"), upstream.address());
        WatchdogProcess watchdog = WatchdogProcess.start(scope, variables(upstream))) {
      String measured = watchdog.url("/function/hello");
      String yardstick = "http://127.0.0.1:" + nginx.address().getPort() + "/function/hello";
      Wrk.drive(measured, CONNECTIONS, WARM_UP_SECONDS);
      Wrk.drive(yardstick, CONNECTIONS, 1);
      for (int round = 0; round < scope.rounds(); round++) {
        beside.add(Wrk.drive(yardstick, CONNECTIONS, scope.seconds()).rate());
        calls.add(Wrk.drive(measured, CONNECTIONS, scope.seconds()).rate());
      }
    }
    return List.of(
        Figure.Ratio.of(
            "http mode, 12-byte answer, 32 connections",
            "calls/s",
            calls,
            "nginx as a proxy, 1 worker",
            beside,
            Goal.floor(0.50, 0.70)));
  }

  private static Map<String, String> variables(Nginx upstream) {
    return Map.of(
        "mode", "http",
        "fprocess", "sleep 100000",
        "http_upstream_url", "http://127.0.0.1:" + upstream.address().getPort());
  }
}
