package dev.gantry.gateway.scale;

import dev.gantry.api.ScaleSettings;
import dev.gantry.api.ScalingDecision.Signal;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * As many replicas as the load divided by what each is meant for (contract 5.3). A mean over
 * fifteen seconds moves the number slowly both ways; a burst moves it up at once: half as much
 * again as all replicas are meant for in one second, or more than that in two seconds running.
 *
 * @param signal what it looks at
 * @param unit of its figures, for people
 * @param level the load of one slot
 * @param certain the least that the load of one slot is, chance left out; only that makes a burst
 */
record ProportionalPolicy(
    Signal signal, String unit, ToDoubleFunction<Slot> level, ToDoubleFunction<Slot> certain)
    implements Policy {

  private static final int STEADY_SLOTS = 15;
  private static final double STRONG = 1.5;

  /** How much more load a smaller number must bear to be called enough. */
  private static final double MARGIN = 1.15;

  static final Policy CALLS =
      new ProportionalPolicy(
          Signal.CALLS,
          "calls a second",
          slot -> slot.arrived() / slot.seconds(),
          slot -> withoutChance(slot.arrived(), 2) / slot.seconds());

  static final Policy IN_FLIGHT =
      new ProportionalPolicy(
          Signal.INFLIGHT,
          "calls in flight",
          Slot::meanInFlight,
          slot -> withoutChance(slot.leastInFlight(), 1));

  static final Policy CPU =
      new ProportionalPolicy(
          Signal.CPU,
          "thousandths of a processor",
          Slot::cpuMillis,
          // It counts nothing whose chance could be told; a fifth is left out.
          slot -> 0.8 * slot.cpuMillis());

  @Override
  public Wish desired(Load load, ScaleSettings settings) {
    double each = settings.target() * settings.proportion();
    double steady = load.mean(STEADY_SLOTS, level);
    double now = Math.max(steady, burst(load.slots(), load.desired() * settings.target()));
    int needed = replicas(now, each);
    return new Wish(
        needed,
        Math.max(needed, replicas(steady * MARGIN, each)),
        String.format(Locale.ROOT, "%.1f %s, %.1f for each replica", now, unit, each));
  }

  /** The load of a burst beyond what all replicas are meant for; 0 when there is none. */
  private double burst(List<Slot> slots, double meant) {
    if (slots.isEmpty()) {
      return 0;
    }
    Slot last = slots.getFirst();
    if (certain.applyAsDouble(last) > STRONG * meant) {
      return level.applyAsDouble(last);
    }
    if (slots.size() < 2 || certain.applyAsDouble(last) <= meant) {
      return 0;
    }
    Slot before = slots.get(1);
    return certain.applyAsDouble(before) > meant
        ? Math.min(level.applyAsDouble(last), level.applyAsDouble(before))
        : 0;
  }

  /** A count of independent calls, less so many standard deviations. */
  private static double withoutChance(long count, int deviations) {
    return count - deviations * Math.sqrt((double) count);
  }

  private static int replicas(double load, double each) {
    return (int) Math.min(1_000_000, Math.ceil(load / each - 1e-9));
  }
}
