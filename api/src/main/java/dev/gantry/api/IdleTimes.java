package dev.gantry.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * After how long without a call a function rests, and how deeply: paused, then stopped, then
 * removed (contract section 0). A tier that the provider does not have is left out.
 *
 * @param pauseAfter 0 = is not paused; default a fifteenth of {@code zeroAfter}
 * @param stopAfter 0 = is not stopped; default a third of {@code zeroAfter}
 * @param zeroAfter above 0; default 15 minutes
 */
public record IdleTimes(Duration pauseAfter, Duration stopAfter, Duration zeroAfter) {

  public static final String ZERO = "com.openfaas.scale.zero";
  public static final String ZERO_AFTER = "com.openfaas.scale.zero-duration";
  public static final String PAUSE_AFTER = "dev.gantry.idle.pause-after";
  public static final String STOP_AFTER = "dev.gantry.idle.stop-after";

  private static final Duration DEFAULT_ZERO_AFTER = Duration.ofMinutes(15);

  /** Reads the labels; empty for a function that never rests. */
  static Optional<IdleTimes> of(Map<String, String> labels) {
    return flag(labels.get(ZERO)).orElse(false) ? Optional.of(times(labels)) : Optional.empty();
  }

  /** What is wrong with the labels that this record reads. */
  static List<Problem> problems(Map<String, String> labels) {
    List<Problem> found = new ArrayList<>();
    String zero = labels.get(ZERO);
    if (zero != null && flag(zero).isEmpty()) {
      found.add(new Problem("labels." + ZERO, zero, "true, 1, false or 0"));
    }
    for (String key : List.of(ZERO_AFTER, PAUSE_AFTER, STOP_AFTER)) {
      String value = labels.get(key);
      if (value != null && GoDuration.parse(value).isEmpty()) {
        found.add(new Problem("labels." + key, value, GoDuration.EXPECTED));
      }
    }
    String after = labels.get(ZERO_AFTER);
    if (after != null && GoDuration.parse(after).filter(Duration::isZero).isPresent()) {
      found.add(new Problem("labels." + ZERO_AFTER, after, "a time span above 0"));
    }
    if (found.isEmpty()) {
      order(labels, times(labels), found);
    }
    return found;
  }

  private static void order(Map<String, String> labels, IdleTimes times, List<Problem> found) {
    if (times.stopAfter.compareTo(times.zeroAfter) > 0) {
      found.add(late(labels, STOP_AFTER, ZERO_AFTER, times.zeroAfter));
    }
    if (times.pauseAfter.compareTo(times.zeroAfter) > 0) {
      found.add(late(labels, PAUSE_AFTER, ZERO_AFTER, times.zeroAfter));
    } else if (!times.stopAfter.isZero() && times.pauseAfter.compareTo(times.stopAfter) > 0) {
      found.add(late(labels, PAUSE_AFTER, STOP_AFTER, times.stopAfter));
    }
  }

  /** What is late was given: the defaults are in order. */
  private static Problem late(
      Map<String, String> labels, String key, String later, Duration laterTime) {
    return new Problem(
        "labels." + key,
        labels.getOrDefault(key, ""),
        "at most " + later + ", which is " + laterTime.toMillis() + "ms");
  }

  private static IdleTimes times(Map<String, String> labels) {
    Duration zero =
        span(labels.get(ZERO_AFTER)).filter(time -> !time.isZero()).orElse(DEFAULT_ZERO_AFTER);
    Duration stop = span(labels.get(STOP_AFTER)).orElse(zero.dividedBy(3));
    Duration usualPause = zero.dividedBy(15);
    boolean stopsEarlier = !stop.isZero() && stop.compareTo(usualPause) < 0;
    Duration pause = span(labels.get(PAUSE_AFTER)).orElse(stopsEarlier ? stop : usualPause);
    return new IdleTimes(pause, stop, zero);
  }

  private static Optional<Duration> span(@Nullable String text) {
    return text == null ? Optional.empty() : GoDuration.parse(text);
  }

  private static Optional<Boolean> flag(@Nullable String text) {
    return switch (text) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      case null, default -> Optional.empty();
    };
  }
}
