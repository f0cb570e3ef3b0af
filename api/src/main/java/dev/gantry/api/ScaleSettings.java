package dev.gantry.api;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a function is scaled: what its labels say (contract sections 0 and 5.3, ADR 0028).
 *
 * @param policy which load counts; default {@link Policy#STEP}
 * @param bounds between how many replicas
 * @param factor of {@link Policy#STEP} and of alerts: each step adds so many per cent of the
 *     maximum; default 20; 0 = this function is not scaled by steps
 * @param target the load one replica is meant for: calls a second, calls in flight or thousandths
 *     of a processor; default 50
 * @param proportion which part of the target is aimed at, above 0 and at most 1; default 0.9
 * @param downWindow how long a smaller number must have been enough before replicas are taken away;
 *     at most 5 minutes; default 0: no longer than it takes to be sure
 * @param idle when a function without calls goes to rest; empty, the default: never
 */
public record ScaleSettings(
    Policy policy,
    ScaleBounds bounds,
    int factor,
    double target,
    double proportion,
    Duration downWindow,
    Optional<IdleTimes> idle) {

  public static final String TYPE = "com.openfaas.scale.type";
  public static final String FACTOR = "com.openfaas.scale.factor";
  public static final String TARGET = "com.openfaas.scale.target";
  public static final String PROPORTION = "com.openfaas.scale.target-proportion";
  public static final String DOWN_WINDOW = "com.openfaas.scale.down.window";

  static final int DEFAULT_FACTOR = 20;
  static final double DEFAULT_TARGET = 50;
  static final double DEFAULT_PROPORTION = 0.9;

  /** Which load counts. */
  public enum Policy {
    /** More than 5 successful calls a second for 5 s add a step; calm returns to the minimum. */
    STEP,
    /** Calls a second, in proportion. */
    RPS,
    /** Calls in flight, running and waiting, in proportion. */
    CAPACITY,
    /** Processor time of the replicas, in proportion. */
    CPU;

    /** As the label says it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads the labels of a deployment that {@link ScaleRules} accepts; a value that they would not
   * accept counts as absent, because deployments of other tools are adopted too.
   */
  public static ScaleSettings of(Map<String, String> labels) {
    return new ScaleSettings(
        ScaleRules.policy(labels.get(TYPE)).orElse(Policy.STEP),
        ScaleBounds.of(labels),
        ScaleRules.factor(labels.get(FACTOR)).orElse(DEFAULT_FACTOR),
        ScaleRules.target(labels.get(TARGET)).orElse(DEFAULT_TARGET),
        ScaleRules.proportion(labels.get(PROPORTION)).orElse(DEFAULT_PROPORTION),
        ScaleRules.downWindow(labels.get(DOWN_WINDOW)).orElse(Duration.ZERO),
        IdleTimes.of(labels));
  }

  /** How many replicas one step adds; 0 = none. */
  public int step() {
    return (int) Math.ceil(bounds.max() * factor / 100.0);
  }

  /** Whether there is anything to decide by load: a minimum below the maximum. */
  public boolean isElastic() {
    return bounds.min() < bounds.max();
  }
}
