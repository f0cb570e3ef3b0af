package dev.gantry.gateway.edge;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asks again until an assertion holds or a long time has passed. */
final class Eventually {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Eventually() {}

  static void assertHolds(ThrowingCallable assertion) throws Exception {
    long start = System.nanoTime();
    while (true) {
      try {
        assertion.call();
        return;
      } catch (Error e) {
        if (System.nanoTime() - start > LIMIT.toNanos()) {
          throw e;
        }
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }
}
