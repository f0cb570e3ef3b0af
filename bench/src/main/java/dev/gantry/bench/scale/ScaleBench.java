package dev.gantry.bench.scale;

import dev.gantry.api.FunctionName;
import dev.gantry.bench.container.BenchGateway;
import dev.gantry.bench.drive.Http;
import dev.gantry.bench.drive.Machine;
import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.FigureReport;
import dev.gantry.bench.figure.Goal;
import dev.gantry.bench.figure.Samples;
import dev.gantry.gateway.scale.ScalingMode;
import dev.gantry.host.folder.CannotStartException;
import dev.gantry.process.ProcessProvider;
import dev.gantry.process.ProcessProviderSettings;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.FunctionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A burst of twenty times what one replica can do, on a function of processes that sleeps: each
 * replica takes one call at a time, and twenty callers come at once.
 *
 * @param rounds how often
 */
public record ScaleBench(int rounds) {

  private static final FunctionName NAME = new FunctionName("gantry-bench-work", "openfaas-fn");
  private static final int CALLERS = 20;
  private static final Duration GO_ON = Duration.ofSeconds(3);
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String WORK =
      """
      {"service": "gantry-bench-work", "envProcess": "sleep 0.1",
       "labels": {"com.openfaas.scale.type": "capacity", "com.openfaas.scale.target": "1",
                  "com.openfaas.scale.target-proportion": "1", "com.openfaas.scale.min": "0",
                  "com.openfaas.scale.max": "40", "dev.gantry.concurrency": "1",
                  "dev.gantry.waiting.time": "60s"}}
      """;

  /** What a burst came to. */
  private record Burst(double seconds, int most, int failed, int answered) {}

  /** Takes about ten seconds a round. */
  public FigureReport run() throws IOException, InterruptedException {
    List<Double> starts = new ArrayList<>();
    List<Burst> bursts = new ArrayList<>();
    Path data = Files.createTempDirectory("gantry-bench");
    try (FunctionProvider provider = ProcessProvider.open(ProcessProviderSettings.in(data));
        BenchGateway gateway = BenchGateway.start(provider, ScalingMode.INTERNAL)) {
      Http.succeed("POST", gateway.url("/system/functions"), WORK);
      for (int round = 0; round < rounds; round++) {
        starts.add(start(provider));
        bursts.add(burst(provider, gateway.function(NAME.name())));
      }
    } catch (CannotStartException impossible) {
      throw new IOException(impossible.getMessage(), impossible);
    }
    return new FigureReport(
        "scale", Machine.describe(), List.of(), rounds, 0, figures(starts, bursts));
  }

  private static List<Figure> figures(List<Double> starts, List<Burst> bursts) {
    List<Double> beyond = new ArrayList<>();
    for (int i = 0; i < bursts.size(); i++) {
      beyond.add(bursts.get(i).seconds() - starts.get(i));
    }
    return List.of(
        new Figure.Absolute(
            "20 replicas started by the API", "s", new Samples(starts), Goal.ceiling(5, 2)),
        new Figure.Absolute(
            "burst on 0: 20 ready, beyond such a start",
            "s",
            new Samples(beyond),
            Goal.ceiling(5, 2.5)),
        new Figure.Absolute(
            "most replicas of a burst that needs 20",
            "",
            new Samples(bursts.stream().map(burst -> (double) burst.most()).toList()),
            Goal.ceiling(22, 20)),
        new Figure.Absolute(
            "failed calls of a burst",
            "",
            new Samples(bursts.stream().map(burst -> (double) burst.failed()).toList()),
            Goal.ceiling(0, 0)),
        new Figure.Absolute(
            "answered calls of a burst",
            "",
            new Samples(bursts.stream().map(burst -> (double) burst.answered()).toList()),
            Goal.floor(100, 400)));
  }

  /** What the provider needs for as many replicas, without a load. */
  private static double start(FunctionProvider provider) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    provider.scale(NAME, CALLERS);
    await(provider, function -> function.ready() == CALLERS);
    double seconds = (System.nanoTime() - begin) / 1e9;
    sleep(provider);
    return seconds;
  }

  private static Burst burst(FunctionProvider provider, String url)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Callers callers = Callers.start(url, CALLERS);
    await(provider, function -> function.ready() >= CALLERS);
    double seconds = (System.nanoTime() - begin) / 1e9;
    Thread.sleep(GO_ON);
    int most = provider.find(NAME).orElseThrow().desired();
    callers.stop();
    sleep(provider);
    return new Burst(seconds, most, callers.failed(), callers.answered());
  }

  private static void sleep(FunctionProvider provider) throws IOException, InterruptedException {
    provider.scale(NAME, 0);
    await(provider, function -> function.replicas().isEmpty());
  }

  private static void await(FunctionProvider provider, Predicate<FunctionState> reached)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!reached.test(provider.find(NAME).orElseThrow())) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "after " + LIMIT.toSeconds() + " s: " + provider.find(NAME).orElseThrow().replicas());
      }
      Thread.sleep(5);
    }
  }
}
