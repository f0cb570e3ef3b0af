package dev.gantry.bench.figure;

import java.util.ArrayList;
import java.util.List;

/** One row of the table. */
public sealed interface Figure {

  String what();

  /**
   * One that is a ratio to a yardstick, taken round by round: each round's figure is divided by the
   * yardstick of the same round, and the median of these counts.
   *
   * @param what was measured
   * @param unit of both
   * @param measured one value a round
   * @param yardstick beside what
   * @param beside the yardstick's, one value a round
   * @param ratio the quotients
   * @param goal for the median of the ratios
   */
  record Ratio(
      String what,
      String unit,
      Samples measured,
      String yardstick,
      Samples beside,
      Samples ratio,
      Goal goal)
      implements Figure {

    public static Ratio of(
        String what,
        String unit,
        List<Double> measured,
        String yardstick,
        List<Double> beside,
        Goal goal) {
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < measured.size(); i++) {
        ratios.add(measured.get(i) / beside.get(i));
      }
      return new Ratio(
          what,
          unit,
          new Samples(measured),
          yardstick,
          new Samples(beside),
          new Samples(ratios),
          goal);
    }
  }

  /**
   * One that stands for itself.
   *
   * @param what was measured
   * @param unit of the values and of the goal
   * @param measured one value a round
   * @param goal for the median
   */
  record Absolute(String what, String unit, Samples measured, Goal goal) implements Figure {}

  /**
   * One that could not be taken.
   *
   * @param what should have been measured
   * @param reason one or more lines
   */
  record Missing(String what, String reason) implements Figure {}
}
