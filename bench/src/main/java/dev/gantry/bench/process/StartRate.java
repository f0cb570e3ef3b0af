package dev.gantry.bench.process;

import dev.gantry.watchdog.process.BuilderStarter;
import dev.gantry.watchdog.process.ChildProcess;
import dev.gantry.watchdog.process.ProcessCommand;
import dev.gantry.watchdog.process.ProcessLedger;
import dev.gantry.watchdog.process.ProcessStarter;
import dev.gantry.watchdog.process.SpawnStarter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Starts of {@code /bin/true} a second, with its input closed, its output read to the end and its
 * status awaited, by each starter and by as many C loops as there are processors, in turn.
 *
 * <p>The argument is the compiled {@code src/main/c/spawn_loop.c}, which does without pipes. Takes
 * less than a minute; prints medians and their ratio to the C loops.
 */
public final class StartRate {

  private static final int ROUNDS = 7;
  private static final int STARTS = 2_000;
  private static final int THREADS = 8;
  private static final ProcessCommand COMMAND =
      new ProcessCommand(
          List.of("/bin/true"), Map.of("PATH", "/usr/bin:/bin"), Optional.empty(), false);

  private final String loop;

  private StartRate(String loop) {
    this.loop = loop;
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("usage: StartRate SPAWN_LOOP");
    }
    new StartRate(arguments[0]).run();
  }

  private void run() throws Exception {
    ProcessStarter spawn = new SpawnStarter(ProcessLedger.none());
    ProcessStarter builder = new BuilderStarter(ProcessLedger.none());
    rate(spawn);
    rate(builder);
    double[] yardstick = new double[ROUNDS];
    double[] spawned = new double[ROUNDS];
    double[] built = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      yardstick[round] = loops();
      spawned[round] = rate(spawn);
      built[round] = rate(builder);
    }
    double base = median(yardstick);
    print("posix_spawn in C", base, base);
    print("SpawnStarter", median(spawned), base);
    print("BuilderStarter", median(built), base);
  }

  /** C loops on all processors, their rates added. */
  private double loops() throws IOException {
    List<Process> running = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      running.add(new ProcessBuilder(loop, String.valueOf(STARTS)).start());
    }
    double sum = 0;
    for (Process process : running) {
      sum += Double.parseDouble(process.inputReader().readLine());
    }
    return sum;
  }

  private static double rate(ProcessStarter starter)
      throws InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    List<Future<?>> workers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < THREADS; i++) {
        workers.add(threads.submit(() -> startMany(starter)));
      }
    }
    for (Future<?> worker : workers) {
      worker.get();
    }
    return STARTS * 1e9 / (System.nanoTime() - begin);
  }

  private static boolean startMany(ProcessStarter starter)
      throws IOException, InterruptedException {
    boolean success = true;
    for (int i = 0; i < STARTS / THREADS; i++) {
      try (ChildProcess process = starter.start(COMMAND)) {
        process.stdin().close();
        process.stdout().readAllBytes();
        success &= process.awaitExit().isSuccess();
      }
    }
    if (!success) {
      throw new IOException("/bin/true failed");
    }
    return true;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void print(String what, double rate, double base) {
    System.out.printf("%-18s %6.0f starts/s  %.2f%n", what, rate, rate / base);
  }
}
