package dev.gantry.engine.container;

import dev.gantry.container.WatchdogProbe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a watchdog whether it takes calls. This, and no health check of the engine, is what a first
 * call waits for, so it is asked every few milliseconds at first.
 */
final class Readiness {

  private static final Duration CONNECT = Duration.ofMillis(250);
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final Duration limit;

  /**
   * @param limit how long a replica may take to become ready
   */
  Readiness(Duration limit) {
    this.limit = limit;
  }

  /**
   * Returns when it takes calls.
   *
   * @param hasMode whether the watchdog is told a mode; without one {@code /_/ready} is the
   *     function's own path
   * @param ended completes when there is nothing to wait for
   * @throws IOException if it ended or did not become ready in time
   */
  void await(InetSocketAddress address, boolean hasMode, CompletableFuture<String> ended)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (!answers(address, hasMode)) {
      Duration waited = Duration.ofNanos(System.nanoTime() - begin);
      if (waited.compareTo(limit) > 0) {
        throw new IOException(
            "its watchdog did not say within %d s that it takes calls"
                .formatted(limit.toSeconds()));
      }
      pause(waited, ended);
    }
  }

  private static void pause(Duration waited, CompletableFuture<String> ended)
      throws IOException, InterruptedException {
    long millis = waited.toMillis() < 1_000 ? 2 : waited.toMillis() < 10_000 ? 20 : 100;
    try {
      throw new IOException(ended.get(millis, TimeUnit.MILLISECONDS));
    } catch (TimeoutException notYet) {
      // Asked again.
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static boolean answers(InetSocketAddress address, boolean hasMode) {
    if (!isHealthy(address)) {
      return false;
    }
    if (!hasMode) {
      return true;
    }
    // 404 is said by watchdogs that do not know the path yet; 429 by one that is busy with calls.
    int ready = status(address, "/_/ready");
    return (ready >= 200 && ready < 300) || ready == 404 || ready == 429;
  }

  /** Whether it says at once that it takes calls. */
  static boolean isHealthy(InetSocketAddress address) {
    return WatchdogProbe.isHealthy(address, CONNECT, ANSWER);
  }

  private static int status(InetSocketAddress address, String path) {
    return WatchdogProbe.status(address, path, CONNECT, ANSWER);
  }
}
