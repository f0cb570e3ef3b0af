package dev.gantry.app;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting in tests: an assertion is asked again until it holds or a minute is over. */
final class Eventually {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = 20_000_000;

  private Eventually() {}

  /** An assertion. */
  @FunctionalInterface
  interface Assertion {
    void check() throws Exception;
  }

  static void holds(Assertion assertion) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        assertion.check();
        return;
      } catch (AssertionError notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
