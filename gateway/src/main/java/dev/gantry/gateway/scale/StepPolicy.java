package dev.gantry.gateway.scale;

import dev.gantry.api.ScaleSettings;
import dev.gantry.api.ScalingDecision.Signal;
import java.time.Duration;
import java.util.Locale;

/**
 * The original rule (contract 5.1): more than 5 successful calls a second for 5 s add a step, and
 * another one every 10 s while that lasts; calm returns to the minimum.
 */
record StepPolicy() implements Policy {

  private static final double CALLS_A_SECOND = 5;
  private static final int FIRING_SLOTS = 5;
  private static final int CALM_SLOTS = 10;
  private static final Duration BETWEEN_STEPS = Duration.ofSeconds(10);

  @Override
  public Signal signal() {
    return Signal.CALLS;
  }

  @Override
  public Wish desired(Load load, ScaleSettings settings) {
    int step = settings.step();
    if (step == 0 || load.slots().size() < FIRING_SLOTS) {
      return new Wish(load.desired(), load.desired(), "no step");
    }
    double now = load.successRate(FIRING_SLOTS);
    String why = String.format(Locale.ROOT, "%.1f successful calls a second, limit 5", now);
    if (now > CALLS_A_SECOND) {
      boolean due = load.sinceUp().compareTo(BETWEEN_STEPS) >= 0;
      int wanted = Math.min(settings.bounds().max(), load.desired() + (due ? step : 0));
      return new Wish(wanted, Math.max(wanted, load.desired()), why);
    }
    int calm =
        load.successRate(CALM_SLOTS) > CALLS_A_SECOND ? load.desired() : settings.bounds().min();
    return new Wish(Math.min(calm, load.desired()), calm, why);
  }
}
