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

  /** Successful calls a second over the last so many slots. */
  double successRate(int count) {
    return perSecond(count, Slot::succeeded);
  }

  /** Calls a second that succeed or still run or wait, over the last so many slots. */
  double arrivalRate(int count) {
    return perSecond(count, Slot::arrived);
  }

  /** The mean of a level over the last so many slots; 0 without any. */
  double mean(int count, ToDoubleFunction<Slot> level) {
    return slots.stream().limit(count).mapToDouble(level).average().orElse(0);
  }

  /** The least of a level over the last so many slots; 0 without any. */
  double least(int count, ToDoubleFunction<Slot> level) {
    return slots.stream().limit(count).mapToDouble(level).min().orElse(0);
  }

  /** How long the last so many slots were, in seconds. */
  double seconds(int count) {
    return slots.stream().limit(count).mapToDouble(Slot::seconds).sum();
  }

  private double perSecond(int count, ToDoubleFunction<Slot> calls) {
    double seconds = seconds(count);
    return seconds == 0 ? 0 : slots.stream().limit(count).mapToDouble(calls).sum() / seconds;
  }
}
