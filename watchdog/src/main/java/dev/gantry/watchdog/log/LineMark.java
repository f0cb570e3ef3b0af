package dev.gantry.watchdog.log;

/** What stands before the text of a line. Thread-safe. */
interface LineMark {

  String text();

  /** Always the same. */
  record Fixed(String text) implements LineMark {}
}
