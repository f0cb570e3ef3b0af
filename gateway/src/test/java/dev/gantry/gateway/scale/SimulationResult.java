package dev.gantry.gateway.scale;

import java.util.Locale;

/**
 * What came of a {@link Simulation}.
 *
 * @param trace which one
 * @param policy by which policy
 * @param secondsToNeed from when nine tenths of the most replicas were needed until so many were
 *     ready; not a number when that never was
 * @param overshoot how many more than the most that were needed were ready at the same time
 * @param turns how often replicas were added after some were taken away, or the other way round
 * @param replicaSeconds used
 * @param idealSeconds what a scaler that knows the load would have used
 * @param failed calls that waited too long
 * @param calls all calls
 */
public record SimulationResult(
    String trace,
    String policy,
    double secondsToNeed,
    int overshoot,
    int turns,
    double replicaSeconds,
    double idealSeconds,
    long failed,
    long calls) {

  /** Replica-seconds as a multiple of the ideal. */
  public double cost() {
    return replicaSeconds / idealSeconds;
  }

  /** The head of the table of which {@link #row} is a row. */
  public static String head() {
    return String.format(
        Locale.ROOT,
        "%-14s %-9s %9s %10s %6s %15s %7s %6s %7s %8s",
        "trace",
        "policy",
        "reach (s)",
        "overshoot",
        "turns",
        "replica-seconds",
        "ideal",
        "ratio",
        "failed",
        "calls");
  }

  public String row() {
    return String.format(
        Locale.ROOT,
        "%-14s %-9s %9.1f %10d %6d %15.0f %7.0f %6.2f %7d %8d",
        trace,
        policy,
        secondsToNeed,
        overshoot,
        turns,
        replicaSeconds,
        idealSeconds,
        cost(),
        failed,
        calls);
  }
}
