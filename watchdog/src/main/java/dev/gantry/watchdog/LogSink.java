package dev.gantry.watchdog;

/** Takes log lines, one at a time, without their line end. Thread-safe; does not block for long. */
@FunctionalInterface
public interface LogSink {
  void line(String text);
}
