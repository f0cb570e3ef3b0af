package dev.gantry.build.yaml;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known word that a mistyped one most likely stands for. */
public final class Nearest {

  private static final int FARTHEST = 3;

  private Nearest() {}

  /**
   * The nearest word by edits; empty when none is within three, or as far as the word is long. Of
   * several, one that begins alike, then the longest: letters are left out more often than added.
   */
  public static Optional<String> to(String mistyped, Collection<String> known) {
    int farthest = Math.min(FARTHEST, mistyped.length() - 1);
    return known.stream()
        .filter(word -> distance(mistyped, word) <= farthest)
        .min(
            Comparator.<String>comparingInt(word -> distance(mistyped, word))
                .thenComparing(word -> !word.startsWith(mistyped.substring(0, 1)))
                .thenComparingInt(word -> -word.length()));
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
