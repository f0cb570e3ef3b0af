package dev.gantry.watchdog.process;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/** Threads for tests. */
final class Threads {

  /** What a thread does. */
  @FunctionalInterface
  interface Body {
    void run() throws Exception;
  }

  private Threads() {}

  /** A virtual thread, whose failure shows on the console. */
  static Thread started(Body body) {
    return Thread.startVirtualThread(() -> run(body));
  }

  /** A platform thread, whose failure shows on the console. */
  static Thread platform(Body body) {
    return Thread.ofPlatform().start(() -> run(body));
  }

  private static void run(Body body) {
    try {
      body.run();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Starts a call, in a virtual thread, that is expected to wait, and returns once it does. */
  static Thread parked(Callable<?> call, AtomicReference<Throwable> thrown) throws Exception {
    Thread thread =
        Thread.startVirtualThread(
            () -> {
              try {
                call.call();
              } catch (Throwable t) {
                thrown.set(t);
              }
            });
    eventually(
        () -> assertThat(thread.getState()).isIn(Thread.State.WAITING, Thread.State.TIMED_WAITING));
    return thread;
  }
}
