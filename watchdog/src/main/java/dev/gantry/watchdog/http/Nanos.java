package dev.gantry.watchdog.http;

import java.time.Duration;

/** Durations as nanoseconds, where 0 means no limit. */
final class Nanos {

  /** A hundred years, so that sums with it do not overflow. */
  private static final long LONGEST = 36_525L * 24 * 3600 * 1_000_000_000;

  private Nanos() {}

  static long of(Duration duration) {
    return duration.compareTo(Duration.ofNanos(LONGEST)) > 0 ? LONGEST : duration.toNanos();
  }
}
