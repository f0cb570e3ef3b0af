package dev.gantry.gateway.peer;

import dev.gantry.api.FunctionName;
import dev.gantry.gateway.metrics.CallMeters;
import dev.gantry.gateway.metrics.FunctionMeter;

/**
 * This gateway's counters, but for the answered calls that a list tells of, which are those of all
 * gateways together. Thread-safe; never blocks.
 */
record SummedMeters(CallMeters own, Peers peers) implements CallMeters {

  @Override
  public FunctionMeter of(FunctionName name) {
    return own.of(name);
  }

  @Override
  public long answered(FunctionName name) {
    long others =
        peers.of(name).values().stream().mapToLong(counted -> counted.totals().calls()).sum();
    return own.answered(name) + others;
  }

  @Override
  public void forget(FunctionName name) {
    own.forget(name);
  }
}
