package dev.gantry.bench.watchdog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.bench.drive.Tools;
import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.Goal;
import dev.gantry.bench.figure.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The smallest memory limit under which a watchdog starts, answers a thousand calls of {@code cat}
 * and one of 20 MB, and nothing is killed.
 *
 * <p>Taken twice: the pages of files count for the group that read them first. Mostly that is who
 * unpacked the image; after a reboot it is the container itself, which then has less for the rest.
 */
final class SmallestContainer implements Measurement {

  private static final long MEBIBYTE = 1024 * 1024;
  private static final List<Integer> LIMITS = List.of(64, 48, 40, 32, 28, 24, 20, 16, 14, 12);
  private static final int MOST_TRIES = 3;
  private static final int CALLS = 1_000;
  private static final byte[] LARGE = new byte[20_000_000];
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "container";
  }

  @Override
  public List<Figure> take(Scope scope) throws IOException, InterruptedException {
    return List.of(
        smallest(scope, "works in a container limited to", true),
        smallest(scope, "the same, its files not in memory before", false));
  }

  /** Goes down until a limit is too low. */
  private static Figure smallest(Scope scope, String what, boolean isWarm)
      throws IOException, InterruptedException {
    double smallest = Double.NaN;
    for (int limit : LIMITS) {
      String failure = tryOften(scope, limit, isWarm);
      if (failure != null) {
        System.err.println("with " + limit + " MiB: " + failure);
        break;
      }
      smallest = limit;
    }
    return Double.isNaN(smallest)
        ? new Figure.Missing(what, "it works with none of " + LIMITS + " MiB")
        : new Figure.Absolute(what, "MiB", Samples.of(smallest), Goal.ceiling(24, 16));
  }

  /** What went wrong; null if nothing did. */
  private static @Nullable String tryOften(Scope scope, int limit, boolean isWarm)
      throws IOException, InterruptedException {
    String failure = null;
    for (int i = 0; i < Math.min(scope.rounds(), MOST_TRIES) && failure == null; i++) {
      preparePages(scope, isWarm);
      try (MemoryGroup group = MemoryGroup.create(limit * MEBIBYTE)) {
        failure = work(scope, group);
      }
    }
    return failure;
  }

  private static @Nullable String work(Scope scope, MemoryGroup group) throws IOException {
    Map<String, String> variables =
        Map.of("fprocess", "cat", "spill_dir", scope.folder().toString());
    String failure;
    try (WatchdogProcess watchdog = WatchdogProcess.launch(scope, group.entrance(), variables)) {
      failure = call(watchdog);
    }
    if (group.kills() > 0) {
      return "the system killed " + group.kills() + " for want of memory";
    }
    return failure;
  }

  private static @Nullable String call(WatchdogProcess watchdog) {
    try {
      ReadyTime.awaitHealth(watchdog, System.nanoTime() + PATIENCE.toNanos());
      return callReady(watchdog);
    } catch (IOException e) {
      return e.getMessage() + "; it said last: " + watchdog.lastLines();
    }
  }

  private static @Nullable String callReady(WatchdogProcess watchdog) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    try (KeptConnection connection = KeptConnection.open(watchdog.address(), PATIENCE)) {
      for (int i = 0; i < CALLS; i++) {
        connection.post("hello".getBytes(UTF_8));
        if (System.nanoTime() > end) {
          return "only " + i + " of " + CALLS + " calls in 30 s";
        }
      }
      long length = connection.post(LARGE);
      return length == LARGE.length ? null : length + " of " + LARGE.length + " bytes came back";
    }
  }

  /** Pages that another program has mapped stay, whatever is asked for. */
  private static void preparePages(Scope scope, boolean isWarm)
      throws IOException, InterruptedException {
    for (Path file : scope.watchdog().files()) {
      if (isWarm) {
        Files.readAllBytes(file);
      } else {
        Tools.firstLine("dd", "if=" + file, "iflag=nocache", "count=0", "status=none");
      }
    }
  }
}
