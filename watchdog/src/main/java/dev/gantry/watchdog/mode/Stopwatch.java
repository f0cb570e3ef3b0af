package dev.gantry.watchdog.mode;

import dev.gantry.watchdog.log.Seconds;

/** How long a call takes, as {@code X-Duration-Seconds} and log lines say it. */
final class Stopwatch {

  static final String HEADER = "X-Duration-Seconds";

  private final long start = System.nanoTime();

  /** Seconds with six decimals. */
  String seconds() {
    return Seconds.since(start);
  }
}
