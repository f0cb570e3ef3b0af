package dev.gantry.gateway.scale;

import dev.gantry.api.ScalingDecision.Signal;
import dev.gantry.provider.RestTier;

/** What is to be done about a function. */
sealed interface Deed {

  /** There should be so many replicas. */
  record Scale(Signal signal, int to, String why) implements Deed {}

  /** It should rest. */
  record Rest(RestTier tier, String why) implements Deed {}
}
