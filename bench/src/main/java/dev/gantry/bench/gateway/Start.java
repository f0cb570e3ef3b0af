package dev.gantry.bench.gateway;

import dev.gantry.bench.drive.Wrk;
import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.Goal;
import dev.gantry.bench.figure.Samples;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How fast a gateway is that has just started, with a cache that a run under load has left. */
final class Start {

  private static final int FIRST_SECONDS = 5;
  private static final int CONNECTIONS = 32;
  private static final int TRAINING_SECONDS = 5;

  private final Map<String, InetSocketAddress> replicas;
  private final int rounds;
  private final int seconds;
  private final Path cache;

  Start(Map<String, InetSocketAddress> replicas, int rounds, int seconds, Path folder) {
    this.replicas = replicas;
    this.rounds = rounds;
    this.seconds = seconds;
    this.cache = folder.resolve("gateway.aot");
  }

  List<Figure> take() throws IOException, InterruptedException {
    train();
    List<Double> first = new ArrayList<>();
    List<Double> steady = new ArrayList<>();
    List<Double> listening = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      long begin = System.nanoTime();
      try (GatewayProcess gateway = GatewayProcess.cached(replicas, cache)) {
        listening.add((System.nanoTime() - begin) / 1e6);
        first.add(drive(gateway, FIRST_SECONDS));
        drive(gateway, GatewayProcess.WARM_UP_SECONDS);
        steady.add(drive(gateway, seconds));
      }
    }
    return List.of(
        Figure.Ratio.of(
            "first 5 s after start, 32 connections",
            "calls/s",
            first,
            "the same, later",
            steady,
            Goal.floor(0.6, 0.8)),
        new Figure.Absolute("from start to listening", "ms", new Samples(listening), Goal.NONE));
  }

  private void train() throws IOException, InterruptedException {
    GatewayProcess gateway = GatewayProcess.training(replicas, cache);
    drive(gateway, TRAINING_SECONDS);
    gateway.endInPeace();
  }

  private static double drive(GatewayProcess gateway, int seconds)
      throws IOException, InterruptedException {
    return Wrk.drive(gateway.url("/function/hello"), CONNECTIONS, seconds).rate();
  }
}
