package dev.gantry.gateway.live;

import dev.gantry.api.FunctionName;
import java.util.Map;

/**
 * The end of an interval.
 *
 * @param number counts from 1, so that a gap is seen
 * @param figures of every function
 */
public record LiveTick(long number, Map<FunctionName, CallFigures> figures) {
  public LiveTick {
    figures = Map.copyOf(figures);
  }
}
