package dev.gantry.bench.container;

import dev.gantry.api.FunctionName;
import dev.gantry.bench.drive.Docker;
import dev.gantry.bench.drive.Http;
import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.Goal;
import dev.gantry.bench.figure.Parts;
import dev.gantry.bench.figure.Samples;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.RestTier;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How soon a function on one engine answers when it was stopped, paused, or not there, beside what
 * the docker command takes for a container of the same image, which is asked every 2 ms once the
 * command has returned.
 */
final class EngineStarts {

  private static final String NETWORK = "gantry-bench";
  private static final String CONTAINER = "gantry-bench-yardstick";
  private static final String ADDRESS = "10.213.0.10";
  private static final String URL = "http://" + ADDRESS + ":8080/";
  private static final Duration PAUSE = Duration.ofMillis(2);
  private static final String FUNCTION = "gantry-bench-start";
  private static final int MOST_RESTS = 100;

  private final FunctionProvider provider;
  private final BenchGateway gateway;
  private final int rounds;

  EngineStarts(FunctionProvider provider, BenchGateway gateway, int rounds) {
    this.provider = provider;
    this.gateway = gateway;
    this.rounds = rounds;
  }

  void take(Parts parts) throws IOException, InterruptedException {
    Docker.run("network", "create", "--subnet", "10.213.0.0/24", NETWORK);
    try {
      parts.take("deploy", this::deployed);
      gateway.deploy(FUNCTION, "", 1);
      Http.awaitAnswer(gateway.function(FUNCTION), PAUSE);
      parts.take("stopped", this::stopped);
      parts.take("paused", this::paused);
      gateway.remove(FUNCTION);
    } finally {
      Docker.tryTo("rm", "--force", CONTAINER);
      Docker.tryTo("network", "rm", NETWORK);
    }
  }

  private Figure deployed() throws IOException, InterruptedException {
    List<Double> deploys = new ArrayList<>();
    List<Double> runs = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      runs.add(Stopwatch.millis(() -> runContainer()));
      Docker.run("rm", "--force", CONTAINER);
      String name = FUNCTION + round;
      deploys.add(
          Stopwatch.millis(
              () -> {
                gateway.deploy(name, "", 1);
                Http.awaitAnswer(gateway.function(name), PAUSE);
              }));
      gateway.remove(name);
    }
    return Figure.Ratio.of(
        "deploy of a present image, to its answer",
        "ms",
        deploys,
        "docker run, to its answer",
        runs,
        Goal.ceiling(1.3, 1.0));
  }

  private static void runContainer() throws IOException, InterruptedException {
    Docker.run(
        "run",
        "--detach",
        "--name",
        CONTAINER,
        "--network",
        NETWORK,
        "--ip",
        ADDRESS,
        BenchImage.NAME);
    Http.awaitAnswer(URL, PAUSE);
  }

  private Figure stopped() throws IOException, InterruptedException {
    runContainer();
    List<Double> wakes = new ArrayList<>();
    List<Double> starts = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Docker.run("stop", CONTAINER);
      starts.add(
          Stopwatch.millis(
              () -> {
                Docker.run("start", CONTAINER);
                Http.awaitAnswer(URL, PAUSE);
              }));
      rest(RestTier.STOPPED);
      wakes.add(Stopwatch.millis(() -> call()));
    }
    return Figure.Ratio.of(
        "stopped container, to its answer",
        "ms",
        wakes,
        "docker start, to its answer",
        starts,
        Goal.ceiling(1.15, 1.0));
  }

  private Figure paused() throws IOException, InterruptedException {
    List<Double> wakes = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      rest(RestTier.PAUSED);
      wakes.add(Stopwatch.millis(() -> call()));
    }
    return new Figure.Absolute(
        "paused container, to its answer", "ms", new Samples(wakes), Goal.ceiling(25, 10));
  }

  /** The gateway counts a call out a moment after its answer, and a busy function stays awake. */
  private void rest(RestTier tier) throws IOException, InterruptedException {
    FunctionName name = new FunctionName(FUNCTION, "openfaas-fn");
    ChangeOutcome outcome = provider.rest(name, tier);
    for (int i = 0; i < MOST_RESTS && outcome instanceof ChangeOutcome.Refused; i++) {
      Thread.sleep(PAUSE);
      outcome = provider.rest(name, tier);
    }
    if (!(outcome instanceof ChangeOutcome.Done)) {
      throw new IOException("could not rest as " + tier + ": " + outcome);
    }
  }

  private void call() throws IOException {
    Http.succeed("GET", gateway.function(FUNCTION), "");
  }
}
