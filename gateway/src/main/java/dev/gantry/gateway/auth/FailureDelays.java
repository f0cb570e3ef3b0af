package dev.gantry.gateway.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long an address has to wait after wrong passwords: not at all after three, then 1 s, doubling
 * up to 60 s. A right password or ten quiet minutes clear it. At most 4,096 addresses are
 * remembered; the one that failed longest ago makes room.
 *
 * <p>Thread-safe; the lock is held for a look-up.
 */
final class FailureDelays {

  static final int FREE_FAILURES = 3;
  static final Duration LONGEST = Duration.ofSeconds(60);
  static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);
  static final int CAPACITY = 4_096;

  /** After so many failures the delay does not grow any more. */
  private static final int GROWTH_END = 32;

  private final Clock clock;

  /** Ordered by the last failure, oldest first; guarded by this. */
  private final Map<ClientNetwork, Failures> failures = new LinkedHashMap<>();

  FailureDelays(Clock clock) {
    this.clock = clock;
  }

  private record Failures(int count, Instant last) {

    Duration delay() {
      if (count <= FREE_FAILURES) {
        return Duration.ZERO;
      }
      long seconds = 1L << (count - FREE_FAILURES - 1);
      return seconds < LONGEST.toSeconds() ? Duration.ofSeconds(seconds) : LONGEST;
    }
  }

  /** How long this address still has to wait; zero when it may try. */
  synchronized Duration remaining(ClientNetwork network) {
    Failures past = failures.get(network);
    if (past == null) {
      return Duration.ZERO;
    }
    Duration delay = past.delay();
    Duration remaining = Duration.between(clock.instant(), past.last.plus(delay));
    if (remaining.isNegative()) {
      return Duration.ZERO;
    }
    return remaining.compareTo(delay) > 0 ? delay : remaining; // the clock was set back
  }

  synchronized void failed(ClientNetwork network) {
    Instant now = clock.instant();
    forgetUntil(now.minus(FORGOTTEN_AFTER));
    Failures past = failures.remove(network);
    int count = past == null ? 1 : Math.min(past.count + 1, GROWTH_END);
    if (failures.size() >= CAPACITY) {
      failures.remove(failures.keySet().iterator().next());
    }
    failures.put(network, new Failures(count, now));
  }

  synchronized void succeeded(ClientNetwork network) {
    failures.remove(network);
  }

  /** How many addresses are remembered. */
  synchronized int size() {
    return failures.size();
  }

  private void forgetUntil(Instant limit) {
    Iterator<Failures> oldest = failures.values().iterator();
    while (oldest.hasNext() && oldest.next().last.isBefore(limit)) {
      oldest.remove();
    }
  }
}
