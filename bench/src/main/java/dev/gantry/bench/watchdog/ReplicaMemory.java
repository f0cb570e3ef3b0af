package dev.gantry.bench.watchdog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.Goal;
import dev.gantry.bench.figure.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one more watchdog takes on a machine that has some: the proportional set size (PSS, {@code
 * smaps_rollup}) of ten together, less that of the first alone, divided by nine. Each has answered
 * some calls.
 */
final class ReplicaMemory implements Measurement {

  private static final int WATCHDOGS = 10;
  private static final int CALLS = 20;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Figure> take(Scope scope) throws IOException, InterruptedException {
    List<Double> megabytes = new ArrayList<>();
    for (int round = 0; round < scope.rounds(); round++) {
      megabytes.add(oneMore(scope) / 1e6);
    }
    return List.of(
        new Figure.Absolute(
            "memory of one more replica (PSS, of ten)",
            "MB",
            new Samples(megabytes),
            Goal.ceiling(18, 12)));
  }

  private static double oneMore(Scope scope) throws IOException, InterruptedException {
    List<WatchdogProcess> watchdogs = new ArrayList<>();
    try {
      watchdogs.add(startAndCall(scope));
      long alone = bytes(watchdogs);
      while (watchdogs.size() < WATCHDOGS) {
        watchdogs.add(startAndCall(scope));
      }
      return (bytes(watchdogs) - alone) / (double) (WATCHDOGS - 1);
    } finally {
      for (WatchdogProcess watchdog : watchdogs) {
        watchdog.close();
      }
    }
  }

  private static WatchdogProcess startAndCall(Scope scope)
      throws IOException, InterruptedException {
    WatchdogProcess watchdog = WatchdogProcess.start(scope, Map.of("fprocess", "cat"));
    try (KeptConnection connection =
        KeptConnection.open(watchdog.address(), Duration.ofSeconds(10))) {
      for (int i = 0; i < CALLS; i++) {
        connection.post("hello".getBytes(UTF_8));
      }
      return watchdog;
    } catch (IOException e) {
      watchdog.close();
      throw e;
    }
  }

  private static long bytes(List<WatchdogProcess> watchdogs) throws IOException {
    long sum = 0;
    for (WatchdogProcess watchdog : watchdogs) {
      sum += 1024 * pssKilobytes(watchdog.pid());
    }
    return sum;
  }

  private static long pssKilobytes(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
      if (line.startsWith("Pss:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("no Pss in /proc/" + pid + "/smaps_rollup");
  }
}
