package dev.gantry.watchdog.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Polls an assertion. */
final class Eventually {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(1);

  private Eventually() {}

  /** Returns once it holds; fails with it when it does not hold for long. */
  static void assertThat(Runnable assertion) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        assertion.run();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() - deadline > 0) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
