package dev.gantry.bench.figure;

import java.util.List;

/**
 * What one thing came to in all rounds.
 *
 * @param values one or more
 */
public record Samples(List<Double> values) {

  /** So many that a percentile says more than the extremes. */
  static final int MANY = 20;

  public Samples {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("values: none (expected: at least one)");
    }
    values = List.copyOf(values);
  }

  public static Samples of(double value) {
    return new Samples(List.of(value));
  }

  public double median() {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The smallest value that so many percent of all do not exceed. */
  public double highOf(int percent) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1];
  }

  public double lowest() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  public double highest() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
