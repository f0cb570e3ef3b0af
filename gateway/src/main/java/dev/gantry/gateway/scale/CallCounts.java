package dev.gantry.gateway.scale;

import dev.gantry.gateway.metrics.FunctionMeter;

/**
 * What one gateway has counted of one function's calls.
 *
 * @param started calls that came in since that gateway started
 * @param succeeded calls that were answered with a status from 200 to 299 since then
 * @param inFlight calls that run or wait now
 */
public record CallCounts(long started, long succeeded, int inFlight) {

  /** What this gateway has counted up to now. */
  public static CallCounts of(FunctionMeter meter) {
    return new CallCounts(meter.arrived(), meter.succeeded(), meter.inFlight());
  }
}
