package dev.gantry.bench.gateway;

import dev.gantry.api.ApiJson;
import dev.gantry.bench.drive.Wrk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a bench found, for people and programs.
 *
 * @param bench which bench
 * @param machine what it ran on
 * @param rounds rounds each figure is the median of
 * @param seconds seconds of a round
 * @param rows one comparison each
 */
public record Report(String bench, String machine, int rounds, int seconds, List<Row> rows) {

  /**
   * One comparison: medians, and the spread as lowest and highest.
   *
   * @param what what was done
   * @param yardstick beside what
   * @param rate calls a second
   * @param lowest of the rounds
   * @param highest of the rounds
   * @param yardstickRate calls a second of the yardstick
   * @param ratio rate divided by the yardstick's
   * @param medianMicros median latency in microseconds
   * @param tailMicros 99th percentile in microseconds
   * @param yardstickTailMicros the yardstick's 99th percentile in microseconds
   */
  public record Row(
      String what,
      String yardstick,
      double rate,
      double lowest,
      double highest,
      double yardstickRate,
      double ratio,
      double medianMicros,
      double tailMicros,
      double yardstickTailMicros) {

    static Row of(String what, String yardstick, List<Wrk.Round> measured, List<Wrk.Round> beside) {
      double rate = median(measured, Wrk.Round::rate);
      double yardstickRate = median(beside, Wrk.Round::rate);
      return new Row(
          what,
          yardstick,
          rate,
          measured.stream().mapToDouble(Wrk.Round::rate).min().orElse(0),
          measured.stream().mapToDouble(Wrk.Round::rate).max().orElse(0),
          yardstickRate,
          rate / yardstickRate,
          median(measured, Wrk.Round::medianMicros),
          median(measured, Wrk.Round::tailMicros),
          median(beside, Wrk.Round::tailMicros));
    }

    private static double median(List<Wrk.Round> rounds, ToDoubleFunction<Wrk.Round> figure) {
      double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
  }

  /** The table for people. */
  public String table() {
    StringBuilder text = new StringBuilder();
    text.append(bench).append(" on ").append(machine).append('\n');
    text.append("medians of ")
        .append(rounds)
        .append(" rounds of ")
        .append(seconds)
        .append(" s\n\n");
    text.append(
        String.format(
            Locale.ROOT,
            "%-32s %10s %19s %10s %6s %9s %9s%n",
            "what",
            "calls/s",
            "lowest - highest",
            "nginx",
            "ratio",
            "p99",
            "nginx p99"));
    for (Row row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-32s %10.0f %8.0f - %8.0f %10.0f %6.2f %6.2f ms %6.2f ms%n",
              row.what(),
              row.rate(),
              row.lowest(),
              row.highest(),
              row.yardstickRate(),
              row.ratio(),
              row.tailMicros() / 1000,
              row.yardstickTailMicros() / 1000));
    }
    return text.append('\n').toString();
  }

  /** Writes the same as JSON. */
  public void write(Path file) throws IOException {
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    Files.write(file, ApiJson.write(this));
  }
}
