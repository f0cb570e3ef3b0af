package dev.gantry.watchdog.spare;

import java.time.Duration;

/**
 * How long to wait before the next start while processes die unused: 100 ms after the first death,
 * twice as long after each further one, 30 s at most.
 *
 * <p>Moments are those of {@link System#nanoTime}. Guarded by who uses it.
 */
final class BackOff {

  /** Who lived this long did not die of its start. */
  static final Duration STEADY = Duration.ofSeconds(10);

  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int MOST_DOUBLINGS = 9;

  private int failures;
  private long until;

  /** A process could not be started, or died unused. */
  void failed(long now, Duration lived) {
    failures = lived.compareTo(STEADY) >= 0 ? 1 : failures + 1;
    until = now + pause().toNanos();
  }

  /** One was of use. */
  void succeeded() {
    failures = 0;
  }

  /** One is started; as long as it has not proved anything, the next one waits as long again. */
  void started(long now) {
    until = now + pause().toNanos();
  }

  /** The time between starts; 0 while nothing is wrong. */
  Duration pause() {
    if (failures == 0) {
      return Duration.ZERO;
    }
    Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
  }

  /** Nanoseconds until the next start may be made; not above 0 if it may be now. */
  long left(long now) {
    return failures == 0 ? 0 : until - now;
  }
}
