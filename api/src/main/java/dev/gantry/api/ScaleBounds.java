package dev.gantry.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Between how many replicas a function is scaled, from its labels (contract sections 0 and 5).
 *
 * @param min replicas after a deploy and in calm; default 1
 * @param max replicas at most when scaled by load; default 20; the API may go beyond it
 */
public record ScaleBounds(int min, int max) {

  public static final String MIN = "com.openfaas.scale.min";
  public static final String MAX = "com.openfaas.scale.max";

  /** The label of 2017, read when {@link #MAX} is absent. */
  public static final String MAX_2017 = "com.faas.max_replicas";

  private static final int DEFAULT_MAX = 20;

  /** Reads the bounds; a value that {@link #problems} would not accept counts as absent. */
  public static ScaleBounds of(Map<String, String> labels) {
    int min = number(labels.get(MIN), 10_000).orElse(1);
    int max =
        number(labels.containsKey(MAX) ? labels.get(MAX) : labels.get(MAX_2017), 10_000)
            .orElse(Math.max(DEFAULT_MAX, min));
    return new ScaleBounds(min, Math.max(min, max));
  }

  /** What is wrong with the labels that this record reads. */
  static List<Problem> problems(Map<String, String> labels) {
    List<Problem> found = new ArrayList<>();
    check(labels, MIN, 10_000, found);
    check(labels, MAX, 10_000, found);
    check(labels, MAX_2017, 10_000, found);
    String maxKey = labels.containsKey(MAX) ? MAX : MAX_2017;
    OptionalInt min = number(labels.get(MIN), 10_000);
    OptionalInt max = number(labels.get(maxKey), 10_000);
    if (min.isPresent() && max.isPresent() && max.getAsInt() < min.getAsInt()) {
      found.add(
          new Problem(
              "labels." + maxKey,
              String.valueOf(max.getAsInt()),
              "at least " + MIN + ", which is " + min.getAsInt()));
    }
    return found;
  }

  private static void check(
      Map<String, String> labels, String key, int limit, List<Problem> found) {
    String value = labels.get(key);
    if (value != null && number(value, limit).isEmpty()) {
      found.add(new Problem("labels." + key, value, "a whole number from 0 to " + limit));
    }
  }

  private static OptionalInt number(@Nullable String text, int limit) {
    if (text == null || !text.matches("[0-9]{1,5}") || Integer.parseInt(text) > limit) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(text));
  }
}
