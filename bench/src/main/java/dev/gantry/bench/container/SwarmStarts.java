package dev.gantry.bench.container;

import com.github.dockerjava.api.DockerClient;
import dev.gantry.bench.drive.Http;
import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.Goal;
import dev.gantry.bench.figure.Parts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How soon functions on a Swarm answer when they slept or were not there, beside services made with
 * the docker command.
 */
final class SwarmStarts {

  private static final String FUNCTION = "gantry-bench-start";
  private static final String SERVICE = "gantry-bench-yardstick";
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final int AT_ONCE = 50;
  private static final int MOST_CROWDS = 5;

  private final BenchGateway gateway;
  private final DockerClient engine;
  private final String network;
  private final int rounds;

  SwarmStarts(BenchGateway gateway, DockerClient engine, String network, int rounds) {
    this.gateway = gateway;
    this.engine = engine;
    this.network = network;
    this.rounds = rounds;
  }

  void take(Parts parts) throws InterruptedException {
    parts.take("wake", this::woken);
    parts.take("deploy", this::deployed);
    parts.take("crowd", this::crowd);
  }

  private Figure woken() throws IOException, InterruptedException {
    List<Double> wakes = new ArrayList<>();
    List<Double> scales = new ArrayList<>();
    SwarmService service = service(SERVICE);
    service.create(0);
    gateway.deploy(FUNCTION, "", 0);
    try {
      for (int round = 0; round < rounds; round++) {
        scales.add(
            Stopwatch.millis(
                () -> {
                  service.scale(1);
                  service.awaitAnswer();
                }));
        service.scale(0);
        service.awaitNone();
        wakes.add(Stopwatch.millis(() -> Http.succeed("GET", gateway.function(FUNCTION), "")));
        gateway.scale(FUNCTION, 0);
        service(FUNCTION).awaitNone();
      }
    } finally {
      service.remove();
      gateway.remove(FUNCTION);
    }
    return Figure.Ratio.of(
        "Swarm: 0 to 1 replica, to its answer",
        "ms",
        wakes,
        "docker service scale, to its answer",
        scales,
        Goal.ceiling(1.15, 1.0));
  }

  private Figure deployed() throws IOException, InterruptedException {
    List<Double> deploys = new ArrayList<>();
    List<Double> creates = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      SwarmService service = service(SERVICE + round);
      creates.add(Stopwatch.millis(() -> create(service)));
      service.remove();
      service.awaitNone();
      String name = FUNCTION + round;
      deploys.add(Stopwatch.millis(() -> deploy(name)));
      gateway.remove(name);
      service(name).awaitNone();
    }
    return Figure.Ratio.of(
        "Swarm: deploy of a present image",
        "ms",
        deploys,
        "docker service create, to its answer",
        creates,
        Goal.ceiling(1.15, 1.0));
  }

  private Figure crowd() throws IOException, InterruptedException {
    List<Double> deploys = new ArrayList<>();
    List<Double> creates = new ArrayList<>();
    for (int round = 0; round < Math.min(rounds, MOST_CROWDS); round++) {
      creates.add(Stopwatch.millis(() -> atOnce(i -> create(service(SERVICE + "-" + i)))));
      atOnce(i -> service(SERVICE + "-" + i).remove());
      atOnce(i -> service(SERVICE + "-" + i).awaitNone());
      deploys.add(Stopwatch.millis(() -> atOnce(i -> deploy(FUNCTION + "-" + i))));
      atOnce(i -> gateway.remove(FUNCTION + "-" + i));
      atOnce(i -> service(FUNCTION + "-" + i).awaitNone());
    }
    return Figure.Ratio.of(
        "Swarm: " + AT_ONCE + " functions deployed at once",
        "ms",
        deploys,
        "docker service create, all at once",
        creates,
        Goal.ceiling(1.1, 1.0));
  }

  private SwarmService service(String name) {
    return new SwarmService(engine, name, network);
  }

  private static void create(SwarmService service) throws IOException, InterruptedException {
    service.create(1);
    service.awaitAnswer();
  }

  private void deploy(String name) throws IOException, InterruptedException {
    gateway.deploy(name, "", 1);
    Http.awaitAnswer(gateway.function(name), PAUSE);
  }

  /** One of many things done at once. */
  @FunctionalInterface
  private interface Numbered {
    void run(int number) throws IOException, InterruptedException;
  }

  private static void atOnce(Numbered work) throws IOException, InterruptedException {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int i = 0; i < AT_ONCE; i++) {
        int number = i;
        all.add(
            threads.submit(
                () -> {
                  work.run(number);
                  return number;
                }));
      }
    }
    for (Future<?> one : all) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new IOException("one of " + AT_ONCE + " failed: " + e.getMessage(), e);
      }
    }
  }
}
