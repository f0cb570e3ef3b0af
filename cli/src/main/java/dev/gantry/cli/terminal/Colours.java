package dev.gantry.cli.terminal;

/**
 * Colours of a terminal, or none.
 *
 * @param on whether they are shown
 */
public record Colours(boolean on) {

  /** Cyan, yellow, green, magenta, blue and their bright forms: readable on dark and on light. */
  private static final int[] DISTINCT = {36, 33, 32, 35, 34, 96, 93, 92, 95, 94};

  public String red(String text) {
    return in(31, text);
  }

  public String green(String text) {
    return in(32, text);
  }

  public String yellow(String text) {
    return in(33, text);
  }

  public String grey(String text) {
    return in(90, text);
  }

  public String bold(String text) {
    return in(1, text);
  }

  /** A colour that tells things apart: the same one for the same number. */
  public String distinct(int number, String text) {
    return in(DISTINCT[Math.floorMod(number, DISTINCT.length)], text);
  }

  private String in(int code, String text) {
    return on ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
