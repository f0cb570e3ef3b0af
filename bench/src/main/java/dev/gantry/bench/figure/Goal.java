package dev.gantry.bench.figure;

/**
 * What a figure should come to.
 *
 * @param atLeast what it must reach
 * @param aim what it should reach
 * @param isCeiling whether less is better
 */
public record Goal(double atLeast, double aim, boolean isCeiling) {

  /** Of a figure that nothing is asked of. */
  public static final Goal NONE = new Goal(0, 0, false);

  public static Goal floor(double atLeast, double aim) {
    return new Goal(atLeast, aim, false);
  }

  public static Goal ceiling(double atLeast, double aim) {
    return new Goal(atLeast, aim, true);
  }

  /** In words. */
  String verdict(double figure) {
    if (equals(NONE)) {
      return "-";
    }
    if (reaches(figure, aim)) {
      return "met, aim too";
    }
    return reaches(figure, atLeast) ? "met, aim not" : "not met";
  }

  private boolean reaches(double figure, double goal) {
    return isCeiling ? figure <= goal : figure >= goal;
  }

  /** A bound with the direction in which it is one. */
  String text(double bound) {
    return equals(NONE) ? "-" : (isCeiling ? "<= " : ">= ") + FigureReport.number(bound);
  }
}
