package dev.gantry.gateway.scale;

import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a policy judges by.
 *
 * @param desired how many replicas there should be now
 * @param sinceUp since replicas were last added by load
 * @param slots the last seconds, the newest first
 */
record Load(int desired, Duration sinceUp, List<Slot> slots) {

  Load {
    slots = List.copyOf(slots);
  }

  /** Successful calls a second over the last so many slots; 0 without any. */
  double successRate(int count) {
    double seconds = slots.stream().limit(count).mapToDouble(Slot::seconds).sum();
    long calls = slots.stream().limit(count).mapToLong(Slot::succeeded).sum();
    return seconds == 0 ? 0 : calls / seconds;
  }

  /** The mean of a level over the last so many slots; 0 without any. */
  double mean(int count, ToDoubleFunction<Slot> level) {
    return slots.stream().limit(count).mapToDouble(level).average().orElse(0);
  }
}
