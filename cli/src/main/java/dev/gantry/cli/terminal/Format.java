package dev.gantry.cli.terminal;

/** How an answer is written. */
public enum Format {
  /** For people. */
  TABLE,
  /** For programs. */
  JSON,
  /** For programs, and for people who edit it. */
  YAML
}
