package dev.gantry.app.settings;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the known key that a mistyped one most likely stands for. */
final class Nearest {

  /** All keys, in the order people read them. */
  static final List<String> KEYS = Arrays.stream(Setting.values()).map(Setting::key).toList();

  private static final int FARTHEST = 3;

  private Nearest() {}

  /** The nearest key by edits; empty when none is within three. */
  static Optional<String> to(String mistyped) {
    return KEYS.stream()
        .filter(key -> distance(mistyped, key) <= FARTHEST)
        .min(Comparator.comparingInt(key -> distance(mistyped, key)));
  }

  /** Levenshtein's distance, one row at a time. */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }
}
