package dev.gantry.watchdog.log;

/** How lines are written. */
public enum LogFormat {
  /** For people, and for tools that know Go's standard logger. */
  TEXT,
  /** One JSON object a line. */
  JSON
}
