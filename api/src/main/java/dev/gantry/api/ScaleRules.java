package dev.gantry.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which values the labels of {@link ScaleSettings} may have. */
final class ScaleRules {

  private static final Duration LONGEST_WINDOW = Duration.ofMinutes(5);

  private ScaleRules() {}

  /** What is wrong with the labels, the bounds and the idle times included. */
  static List<Problem> problems(Map<String, String> labels) {
    List<Problem> found = new ArrayList<>(ScaleBounds.problems(labels));
    check(labels, ScaleSettings.TYPE, ScaleRules::policy, "step, rps, capacity or cpu", found);
    check(labels, ScaleSettings.FACTOR, ScaleRules::factor, "a whole number from 0 to 100", found);
    check(labels, ScaleSettings.TARGET, ScaleRules::target, "a number above 0", found);
    check(
        labels,
        ScaleSettings.PROPORTION,
        ScaleRules::proportion,
        "a number above 0 and at most 1",
        found);
    check(
        labels,
        ScaleSettings.DOWN_WINDOW,
        ScaleRules::downWindow,
        "a duration of at most 5m, such as 30s",
        found);
    found.addAll(IdleTimes.problems(labels));
    return found;
  }

  private static void check(
      Map<String, String> labels,
      String key,
      Function<String, Optional<?>> reader,
      String expected,
      List<Problem> found) {
    String value = labels.get(key);
    if (value != null && reader.apply(value).isEmpty()) {
      found.add(new Problem("labels." + key, value, expected));
    }
  }

  static Optional<ScaleSettings.Policy> policy(@Nullable String text) {
    return Arrays.stream(ScaleSettings.Policy.values())
        .filter(policy -> policy.toString().equals(text))
        .findAny();
  }

  static Optional<Integer> factor(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,3}")
        ? Optional.of(Integer.valueOf(text)).filter(factor -> factor <= 100)
        : Optional.empty();
  }

  static Optional<Double> target(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")
        ? Optional.of(Double.valueOf(text)).filter(target -> target > 0)
        : Optional.empty();
  }

  static Optional<Double> proportion(@Nullable String text) {
    return target(text).filter(proportion -> proportion <= 1);
  }

  static Optional<Duration> downWindow(@Nullable String text) {
    return text == null
        ? Optional.empty()
        : GoDuration.parse(text).filter(window -> window.compareTo(LONGEST_WINDOW) <= 0);
  }
}
