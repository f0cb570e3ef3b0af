package dev.gantry.watchdog.process;

/** Signal numbers. */
final class Signals {

  private static final int LAST = 64;

  private Signals() {}

  /**
   * @throws IllegalArgumentException if there is no such signal
   */
  static void check(int signal) {
    if (signal < 1 || signal > LAST) {
      throw new IllegalArgumentException("signal: " + signal + " (expected: 1 to " + LAST + ")");
    }
  }
}
