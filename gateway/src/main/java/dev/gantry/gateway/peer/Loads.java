package dev.gantry.gateway.peer;

import dev.gantry.gateway.metrics.CallTotals;
import dev.gantry.gateway.scale.CallCounts;
import java.util.List;

/**
 * What a gateway has counted.
 *
 * @param gateway who it is; another text after each start, and an older gateway's comes first in
 *     the order of texts
 * @param functions those it has counted calls of
 */
record Loads(String gateway, List<Counted> functions) {

  Loads {
    functions = List.copyOf(functions);
  }

  /**
   * The calls of one function at one gateway.
   *
   * @param function {@code name.namespace}
   * @param totals what was answered with any status since the gateway's start
   * @param counts what scaling judges by
   */
  record Counted(String function, CallTotals totals, CallCounts counts) {}
}
