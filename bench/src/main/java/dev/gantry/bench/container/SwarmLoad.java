package dev.gantry.bench.container;

import com.github.dockerjava.api.DockerClient;
import dev.gantry.bench.drive.Http;
import dev.gantry.bench.drive.Wrk;
import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.Goal;
import dev.gantry.bench.figure.Parts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Calls a second through the gateway to one replica, beside the same load on the replica. */
final class SwarmLoad {

  private static final String FUNCTION = "gantry-bench-load";
  private static final int CONNECTIONS = 32;
  private static final int WARM_UP_SECONDS = 2;
  private static final int LEAST_WARM_UPS = 5;
  private static final int MOST_WARM_UPS = 15;
  private static final double FASTER = 1.03;

  private final BenchGateway gateway;
  private final DockerClient engine;
  private final String network;
  private final int rounds;
  private final int seconds;

  SwarmLoad(BenchGateway gateway, DockerClient engine, String network, int rounds, int seconds) {
    this.gateway = gateway;
    this.engine = engine;
    this.network = network;
    this.rounds = rounds;
    this.seconds = seconds;
  }

  void take(Parts parts) throws InterruptedException {
    parts.take(
        "http",
        () ->
            compare(
                "Swarm: http mode, " + CONNECTIONS + " connections",
                "\"mode\": \"http\", \"fprocess\": \"hello_server\","
                    + " \"http_upstream_url\": \"http://127.0.0.1:3000\"",
                Goal.floor(0.65, 0.8)));
    parts.take(
        "fork",
        () ->
            compare(
                "Swarm: fork mode, cat, " + CONNECTIONS + " connections",
                "\"fprocess\": \"cat\"",
                Goal.floor(0.85, 0.95)));
  }

  private Figure compare(String what, String variables, Goal goal)
      throws IOException, InterruptedException {
    gateway.deploy(FUNCTION, variables, 1);
    try {
      String called = gateway.function(FUNCTION);
      Http.awaitAnswer(called, Duration.ofMillis(5));
      String replica = new SwarmService(engine, FUNCTION, network).awaitAnswer();
      warmUp(replica);
      warmUp(called);
      List<Double> through = new ArrayList<>();
      List<Double> direct = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        direct.add(Wrk.drive(replica, CONNECTIONS, seconds).rate());
        through.add(Wrk.drive(called, CONNECTIONS, seconds).rate());
      }
      return Figure.Ratio.of(what, "calls/s", through, "the replica directly", direct, goal);
    } finally {
      gateway.remove(FUNCTION);
    }
  }

  /** Calls until it gets no faster twice: nothing counts while Java still compiles. */
  private static void warmUp(String url) throws IOException, InterruptedException {
    double best = 0;
    int notFaster = 0;
    for (int i = 0; i < MOST_WARM_UPS && (i < LEAST_WARM_UPS || notFaster < 2); i++) {
      double rate = Wrk.drive(url, CONNECTIONS, WARM_UP_SECONDS).rate();
      notFaster = rate > best * FASTER ? 0 : notFaster + 1;
      best = Math.max(best, rate);
      System.err.printf("  warming up %s: %.0f calls/s%n", url, rate);
    }
  }
}
