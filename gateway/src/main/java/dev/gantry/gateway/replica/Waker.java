package dev.gantry.gateway.replica;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.ChangeOutcome;

/** Brings a sleeping function back: the provider's {@code wake}. Blocks. */
@FunctionalInterface
public interface Waker {

  /** Starts waking; returns when that is under way. */
  ChangeOutcome wake(FunctionName name);
}
