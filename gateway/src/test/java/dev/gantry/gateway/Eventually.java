package dev.gantry.gateway;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Polls an assertion until it holds or a deadline passes. */
final class Eventually {

  private static final Duration LIMIT = Duration.ofSeconds(15);

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
      } catch (AssertionError e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(5_000_000);
      }
    }
  }
}
