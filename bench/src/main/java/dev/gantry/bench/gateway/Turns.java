package dev.gantry.bench.gateway;

import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.Goal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Drives what is measured and its yardstick in turn, the yardstick first, so that a busy neighbour
 * slows both.
 *
 * @param rounds how often
 * @param seconds how long a load lasts
 */
record Turns(int rounds, int seconds) {

  /** Makes one load and says what it came to. */
  @FunctionalInterface
  interface Load {
    double drive() throws IOException, InterruptedException;
  }

  Figure compare(String what, String unit, Load measured, String yardstick, Load beside, Goal goal)
      throws IOException, InterruptedException {
    List<Double> values = new ArrayList<>();
    List<Double> yardsticks = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      yardsticks.add(beside.drive());
      values.add(measured.drive());
    }
    return Figure.Ratio.of(what, unit, values, yardstick, yardsticks, goal);
  }
}
