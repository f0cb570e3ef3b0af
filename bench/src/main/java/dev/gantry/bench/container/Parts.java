package dev.gantry.bench.container;

import dev.gantry.bench.figure.Figure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The figures of a bench that are to be taken: all, or those that {@code --only} names. */
final class Parts {

  private final List<String> only;
  private final List<Figure> figures = new ArrayList<>();

  /**
   * @param only names; empty for all
   */
  Parts(List<String> only) {
    this.only = only;
  }

  /** Takes one figure. */
  @FunctionalInterface
  interface Part {
    Figure take() throws IOException, InterruptedException;
  }

  /** Refuses names that are not known. */
  static void check(List<String> only, List<String> known) {
    if (!known.containsAll(only)) {
      throw new IllegalArgumentException("only: " + only + " (expected: some of " + known + ")");
    }
  }

  /** Takes it if it is wanted; one that fails is only missing in the report. */
  void take(String name, Part part) throws InterruptedException {
    if (!only.isEmpty() && !only.contains(name)) {
      return;
    }
    System.err.println("measuring: " + name);
    try {
      figures.add(part.take());
    } catch (IOException failed) {
      figures.add(new Figure.Missing(name, String.valueOf(failed.getMessage())));
    }
  }

  List<Figure> figures() {
    return List.copyOf(figures);
  }
}
