package dev.gantry.bench.figure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The figures of a bench that are to be taken: all, or those that {@code --only} names. */
public final class Parts {

  private final List<String> only;
  private final List<Figure> figures = new ArrayList<>();

  /**
   * None taken yet.
   *
   * @param only names; empty for all
   */
  public Parts(List<String> only) {
    this.only = only;
  }

  /** Takes one figure. */
  @FunctionalInterface
  public interface Part {
    Figure take() throws IOException, InterruptedException;
  }

  /** Takes several figures that belong together. */
  @FunctionalInterface
  public interface Group {
    List<Figure> take() throws IOException, InterruptedException;
  }

  /** Refuses names that are not known. */
  public static void check(List<String> only, List<String> known) {
    if (!known.containsAll(only)) {
      throw new IllegalArgumentException("only: " + only + " (expected: some of " + known + ")");
    }
  }

  /** Takes it if it is wanted; one that fails is only missing in the report. */
  public void take(String name, Part part) throws InterruptedException {
    takeAll(name, () -> List.of(part.take()));
  }

  /** Does the same with several; if one fails, all are missing. */
  public void takeAll(String name, Group group) throws InterruptedException {
    if (!only.isEmpty() && !only.contains(name)) {
      return;
    }
    System.err.println("measuring: " + name);
    try {
      figures.addAll(group.take());
    } catch (IOException failed) {
      figures.add(new Figure.Missing(name, String.valueOf(failed.getMessage())));
    }
  }

  /** What was taken so far. */
  public List<Figure> figures() {
    return List.copyOf(figures);
  }
}
