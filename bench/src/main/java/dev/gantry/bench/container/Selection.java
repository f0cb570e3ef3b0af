package dev.gantry.bench.container;

import java.util.List;

/** Which figures of a bench are taken. */
final class Selection {

  private Selection() {}

  /**
   * The chosen ones; all when none is chosen.
   *
   * @throws IllegalArgumentException if one is not known
   */
  static List<String> of(List<String> chosen, List<String> known) {
    if (!known.containsAll(chosen)) {
      throw new IllegalArgumentException("--only: " + chosen + " (expected: of " + known + ")");
    }
    return chosen.isEmpty() ? known : List.copyOf(chosen);
  }
}
