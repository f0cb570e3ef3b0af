package dev.gantry.gateway.live;

import dev.gantry.gateway.metrics.CallTotals;
import dev.gantry.gateway.metrics.FunctionMeter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of one function in the last intervals, of all gateways together. Used under its
 * owner's lock.
 */
final class CallHistory {

  private final FunctionMeter meter;
  private final int length;
  private final Deque<CallFigures> slots;
  private CallTotals last;

  /** What each other gateway had counted when the last interval ended. */
  private Map<String, CallTotals> lastElsewhere = Map.of();

  /**
   * @param length intervals that are kept
   */
  CallHistory(FunctionMeter meter, int length) {
    this.meter = meter;
    this.length = length;
    this.slots = new ArrayDeque<>(length);
    this.last = meter.totals();
  }

  /**
   * Ends an interval.
   *
   * @param elsewhere what the other gateways have counted; one that is new counts from here on
   */
  CallFigures tick(Map<String, OtherGateways.Counted> elsewhere) {
    CallTotals passed = passedHere().plus(passedElsewhere(elsewhere));
    int inFlight =
        meter.inFlight()
            + elsewhere.values().stream().mapToInt(OtherGateways.Counted::inFlight).sum();
    CallFigures figures = CallFigures.of(passed, meter.readyReplicas(), inFlight);
    if (slots.size() == length) {
      slots.removeFirst();
    }
    slots.addLast(figures);
    return figures;
  }

  private CallTotals passedHere() {
    CallTotals now = meter.totals();
    CallTotals passed = now.since(last);
    last = now;
    return passed;
  }

  private CallTotals passedElsewhere(Map<String, OtherGateways.Counted> elsewhere) {
    CallTotals sum = CallTotals.NONE;
    Map<String, CallTotals> now = HashMap.newHashMap(elsewhere.size());
    for (Map.Entry<String, OtherGateways.Counted> each : elsewhere.entrySet()) {
      CallTotals totals = each.getValue().totals();
      CallTotals before = lastElsewhere.get(each.getKey());
      if (before != null) {
        sum = sum.plus(totals.since(before));
      }
      now.put(each.getKey(), totals);
    }
    lastElsewhere = now;
    return sum;
  }

  /** Oldest first; fewer than the length for a function that is younger. */
  List<CallFigures> slots() {
    return List.copyOf(slots);
  }
}
