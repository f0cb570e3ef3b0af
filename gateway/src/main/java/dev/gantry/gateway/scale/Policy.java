package dev.gantry.gateway.scale;

import dev.gantry.api.ScaleSettings;
import dev.gantry.api.ScalingDecision.Signal;

/** Turns a load into a wish: arithmetic without state. */
interface Policy {

  /** How many replicas a load asks for. */
  Wish desired(Load load, ScaleSettings settings);

  /** What it looks at. */
  Signal signal();

  /** The policy that labels name. */
  static Policy of(ScaleSettings.Policy named) {
    return switch (named) {
      case STEP -> new StepPolicy();
      case RPS -> ProportionalPolicy.CALLS;
      case CAPACITY -> ProportionalPolicy.IN_FLIGHT;
      case CPU -> ProportionalPolicy.CPU;
    };
  }
}
