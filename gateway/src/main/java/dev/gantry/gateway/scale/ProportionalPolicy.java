package dev.gantry.gateway.scale;

import dev.gantry.api.ScaleSettings;
import dev.gantry.api.ScalingDecision.Signal;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * As many replicas as the load divided by what each is meant for (contract 5.3). A mean over ten
 * seconds moves it slowly both ways; what certainly is a burst moves it up at once.
 *
 * @param signal what it looks at
 * @param unit of its figures, for people
 * @param steady the load, slowly
 * @param burst the load of the last one or two seconds
 * @param certain the least that this load is, chance left out; a burst when it is above what all
 *     replicas are meant for
 */
record ProportionalPolicy(
    Signal signal,
    String unit,
    ToDoubleFunction<Load> steady,
    ToDoubleFunction<Load> burst,
    ToDoubleFunction<Load> certain)
    implements Policy {

  private static final int STEADY_SLOTS = 10;

  /** How much more load a smaller number must bear to be called enough. */
  private static final double MARGIN = 1.1;

  static final Policy CALLS =
      new ProportionalPolicy(
          Signal.CALLS,
          "calls a second",
          load -> load.arrivalRate(STEADY_SLOTS),
          load -> load.arrivalRate(1),
          load -> certainRate(load));

  static final Policy IN_FLIGHT =
      new ProportionalPolicy(
          Signal.INFLIGHT,
          "calls in flight",
          load -> load.mean(STEADY_SLOTS, Slot::meanInFlight),
          load -> load.least(1, Slot::leastInFlight),
          load -> load.least(1, Slot::leastInFlight));

  static final Policy CPU =
      new ProportionalPolicy(
          Signal.CPU,
          "thousandths of a processor",
          load -> load.mean(STEADY_SLOTS, Slot::cpuMillis),
          load -> load.least(2, Slot::cpuMillis),
          load -> load.least(2, Slot::cpuMillis));

  @Override
  public Wish desired(Load load, ScaleSettings settings) {
    double each = settings.target() * settings.proportion();
    double slow = steady.applyAsDouble(load);
    double fast = burst.applyAsDouble(load);
    boolean bursts = certain.applyAsDouble(load) > load.desired() * settings.target();
    double counts = bursts ? Math.max(fast, slow) : slow;
    int needed = replicas(counts, each);
    return new Wish(
        needed,
        Math.max(needed, replicas(slow * MARGIN, each)),
        String.format(Locale.ROOT, "%.1f %s, %.1f for each replica", counts, unit, each));
  }

  /** Two standard deviations of a count are chance. */
  private static double certainRate(Load load) {
    double calls = load.arrivalRate(1) * load.seconds(1);
    return calls == 0 ? 0 : (calls - 2 * Math.sqrt(calls)) / load.seconds(1);
  }

  private static int replicas(double load, double each) {
    return (int) Math.min(1_000_000, Math.ceil(load / each - 1e-9));
  }
}
