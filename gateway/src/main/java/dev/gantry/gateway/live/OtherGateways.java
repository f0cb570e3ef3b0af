package dev.gantry.gateway.live;

import dev.gantry.api.FunctionName;
import dev.gantry.gateway.metrics.CallTotals;
import java.util.Map;

/** What the other gateways in front of the same provider count. Thread-safe; never blocks. */
@FunctionalInterface
public interface OtherGateways {

  /** There are no others. */
  OtherGateways NONE = name -> Map.of();

  /**
   * What each of the others last said of a function, by a name of that gateway that is never used
   * again after its end; empty when none knows the function.
   */
  Map<String, Counted> of(FunctionName name);

  /**
   * The calls of one function at one gateway.
   *
   * @param totals since that gateway's start
   * @param inFlight calls that run or wait there
   */
  record Counted(CallTotals totals, int inFlight) {}
}
