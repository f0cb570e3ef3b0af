package dev.gantry.tck;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another thread brings about: asks again and again until a deadline. */
public final class Eventually {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

  private Eventually() {}

  /** What is asserted; may fail as often as it likes before the deadline. */
  @FunctionalInterface
  public interface Assertion {
    void check() throws Exception;
  }

  /** Checks until it holds, for a minute at most, then fails with the assertion's own message. */
  public static void eventually(Assertion assertion) throws Exception {
    eventually(LIMIT, assertion);
  }

  /** Checks until it holds, then fails with the assertion's own message. */
  public static void eventually(Duration limit, Assertion assertion) throws Exception {
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        assertion.check();
        return;
      } catch (AssertionError notYet) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    assertion.check();
  }
}
