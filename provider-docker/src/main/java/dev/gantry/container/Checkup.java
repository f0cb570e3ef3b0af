package dev.gantry.container;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Finds out whether a replica that takes calls hangs: its watchdog has not answered several
 * checkups one after the other, while its process runs (ADR 0025). One for each time that a replica
 * begins to take calls. Thread-safe.
 */
public final class Checkup {

  /** What people are told of a replica that hangs. */
  public static final String REASON =
      "it hangs: its watchdog did not answer /_/health three times in a row";

  private static final int MOST_MISSES = 3;

  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** So long that a watchdog on a machine that is very busy answers, too. */
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private int misses; // guarded by this

  /** Asks; returns whether it hangs by now. Blocks for some seconds at most. */
  public boolean findsHung(InetSocketAddress address) {
    return hangsAfter(WatchdogProbe.isHealthy(address, CONNECT, ANSWER));
  }

  synchronized boolean hangsAfter(boolean answered) {
    misses = answered ? 0 : misses + 1;
    return misses >= MOST_MISSES;
  }
}
