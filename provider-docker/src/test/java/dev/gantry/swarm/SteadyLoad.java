package dev.gantry.swarm;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** So many calls a second, each on a thread of its own, however long they take. */
final class SteadyLoad implements AutoCloseable {

  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final URI uri;

  SteadyLoad(URI uri, int callsEachSecond) {
    this.uri = uri;
    var _ =
        clock.scheduleAtFixedRate(
            () -> Thread.startVirtualThread(this::call),
            0,
            Duration.ofSeconds(1).toNanos() / callsEachSecond,
            TimeUnit.NANOSECONDS);
  }

  private void call() {
    String body = "call " + sent.incrementAndGet();
    String outcome = "none";
    try {
      outcome = Calls.exchange(uri, body).equals(body) ? "" : "another body";
    } catch (IOException | InterruptedException failed) {
      outcome = failed.toString();
    } finally {
      answered.incrementAndGet();
      if (!outcome.isEmpty()) {
        failures.merge(outcome, 1, Integer::sum);
      }
    }
  }

  /** Stops sending; the load is over when every call was answered. */
  void stop() {
    clock.shutdown();
  }

  boolean isOver() {
    return clock.isTerminated() && answered.get() == sent.get();
  }

  int sent() {
    return sent.get();
  }

  /** How many calls failed, by what happened. */
  Map<String, Integer> failures() {
    return Map.copyOf(failures);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
