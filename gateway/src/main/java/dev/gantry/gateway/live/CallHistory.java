package dev.gantry.gateway.live;

import dev.gantry.gateway.metrics.CallTotals;
import dev.gantry.gateway.metrics.FunctionMeter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The figures of one function in the last intervals. Used under its owner's lock. */
final class CallHistory {

  private final FunctionMeter meter;
  private final int length;
  private final Deque<CallFigures> slots;
  private CallTotals last;

  /**
   * @param length intervals that are kept
   */
  CallHistory(FunctionMeter meter, int length) {
    this.meter = meter;
    this.length = length;
    this.slots = new ArrayDeque<>(length);
    this.last = meter.totals();
  }

  /** Ends an interval. */
  CallFigures tick() {
    CallTotals now = meter.totals();
    CallTotals passed = now.since(last);
    last = now;
    int ready = meter.readyReplicas();
    CallFigures figures =
        passed.calls() == 0
            ? CallFigures.idle(ready, meter.inFlight())
            : new CallFigures(
                passed.calls(),
                passed.errors(),
                passed.quantileSeconds(0.5) * 1_000,
                passed.quantileSeconds(0.99) * 1_000,
                ready,
                meter.inFlight());
    if (slots.size() == length) {
      slots.removeFirst();
    }
    slots.addLast(figures);
    return figures;
  }

  /** Oldest first; fewer than the length for a function that is younger. */
  List<CallFigures> slots() {
    return List.copyOf(slots);
  }
}
