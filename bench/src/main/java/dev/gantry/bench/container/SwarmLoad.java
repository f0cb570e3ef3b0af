package dev.gantry.bench.container;

import com.github.dockerjava.api.DockerClient;
import dev.gantry.bench.drive.Http;
import dev.gantry.bench.drive.Wrk;
import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.Goal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Calls a second through the gateway to one replica, beside the same load on the replica. */
final class SwarmLoad {

  private static final String FUNCTION = "gantry-bench-load";
  private static final int CONNECTIONS = 32;
  private static final int WARM_UP_SECONDS = 4;

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

  List<Figure> take() throws IOException, InterruptedException {
    return List.of(
        compare(
            "Swarm: http mode, " + CONNECTIONS + " connections",
            "\"mode\": \"http\", \"fprocess\": \"hello_server\","
                + " \"http_upstream_url\": \"http://127.0.0.1:3000\"",
            Goal.floor(0.65, 0.8)),
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
      Wrk.drive(replica, CONNECTIONS, WARM_UP_SECONDS);
      Wrk.drive(called, CONNECTIONS, WARM_UP_SECONDS);
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
}
