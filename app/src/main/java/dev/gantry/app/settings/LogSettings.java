package dev.gantry.app.settings;

/**
 * How log lines look.
 *
 * @param format one line of text, or one JSON object a line
 * @param level the least level that is logged
 */
public record LogSettings(Format format, Level level) {

  /** The form of a line. */
  public enum Format {
    TEXT,
    JSON
  }

  /** The least level that is logged. */
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }
}
