package dev.gantry.bench.container;

import dev.gantry.bench.drive.Http;
import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.Goal;
import dev.gantry.bench.figure.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long the list of two hundred functions takes. */
final class FunctionList {

  private static final int FUNCTIONS = 200;

  private FunctionList() {}

  static Figure take(BenchGateway gateway, int rounds) throws IOException, InterruptedException {
    List<Double> lists = new ArrayList<>();
    for (int i = 0; i < FUNCTIONS; i++) {
      gateway.deploy(name(i), "", 0);
    }
    for (int round = 0; round < rounds; round++) {
      lists.add(Stopwatch.millis(() -> Http.succeed("GET", gateway.url("/system/functions"), "")));
    }
    for (int i = 0; i < FUNCTIONS; i++) {
      gateway.remove(name(i));
    }
    return new Figure.Absolute(
        "list of " + FUNCTIONS + " functions", "ms", new Samples(lists), Goal.ceiling(10, 5));
  }

  private static String name(int i) {
    return String.format(Locale.ROOT, "gantry-bench-list-%03d", i);
  }
}
