package dev.gantry.gateway.live;

import dev.gantry.gateway.metrics.CallTotals;

/**
 * One function in one {@linkplain LiveFeed#INTERVAL interval}.
 *
 * @param calls answered, with any status
 * @param errors of them with a status of 500 or more
 * @param medianMillis of how long the calls took, in milliseconds; -1 when there was none
 * @param p99Millis the 99th percentile likewise
 * @param ready replicas that take calls, at the end of the interval
 * @param inFlight calls that run or wait, at the end of the interval
 */
public record CallFigures(
    long calls, long errors, double medianMillis, double p99Millis, int ready, int inFlight) {

  /** The figures of an interval in which so much was counted. */
  static CallFigures of(CallTotals passed, int ready, int inFlight) {
    long calls = passed.calls();
    return calls == 0
        ? new CallFigures(0, 0, -1, -1, ready, inFlight)
        : new CallFigures(
            calls,
            passed.errors(),
            passed.quantileSeconds(0.5) * 1_000,
            passed.quantileSeconds(0.99) * 1_000,
            ready,
            inFlight);
  }
}
