package dev.gantry.cli.terminal;

/**
 * Makes text that a gateway or function sent harmless to a terminal: what it could do with control
 * characters (titles, the clipboard, moving over other text) stays undone.
 */
public final class Printable {

  private Printable() {}

  /** One line of plain text; control characters become {@code ?}, line ends a space. */
  public static String cell(String text) {
    return text.codePoints().anyMatch(Character::isISOControl)
        ? text.replaceAll("\\R", " ").replaceAll("\\p{Cntrl}|[\\x80-\\x9f]", "?")
        : text;
  }

  /** Text that keeps its lines and tabs, and colours ({@code ESC [ … m}), but nothing else. */
  public static String text(String text) {
    return text.codePoints().anyMatch(Character::isISOControl)
        ? text.replaceAll(
            "\\x1b(?!\\[[0-9;]{0,20}m)|[\\x00-\\x08\\x0b-\\x1a\\x1c-\\x1f\\x7f-\\x9f]", "?")
        : text;
  }
}
