package dev.gantry.host.replica;

import java.time.Duration;

/**
 * How long to wait before a replica is launched again: half a second, doubled each time up to a
 * minute. It begins anew after a replica that ran for as long as the last pause, and for ten
 * seconds at least. Used by one thread.
 */
final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration RAN_WELL = Duration.ofSeconds(10);

  private Duration last = Duration.ZERO;

  /**
   * The next pause.
   *
   * @param ran how long the replica ran before it failed; 0 when it could not be launched
   */
  Duration after(Duration ran) {
    boolean well = ran.compareTo(RAN_WELL) >= 0 && ran.compareTo(last) >= 0;
    last = well || last.isZero() ? FIRST : shorter(last.multipliedBy(2), LONGEST);
    return last;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
