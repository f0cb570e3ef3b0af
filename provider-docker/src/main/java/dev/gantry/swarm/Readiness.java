package dev.gantry.swarm;

import dev.gantry.container.WatchdogProbe;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Probes tasks from their start on until they answer. Thread-safe. */
final class Readiness {

  private static final Duration CONNECT_AT_FIRST = Duration.ofMillis(50);
  private static final Duration CONNECT_LATER = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(4);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);
  private static final Duration EAGER = Duration.ofSeconds(3);
  private static final int AT_ONCE = 256;

  private final Semaphore room = new Semaphore(AT_ONCE);
  private volatile boolean closed; // written by close

  /** Probes a task until it answers or is not wanted any more. Returns at once. */
  void follow(SwarmTask task, SwarmView view) {
    Thread.ofVirtual().name("probe " + task.id()).start(() -> untilItAnswers(task, view));
  }

  private void untilItAnswers(SwarmTask task, SwarmView view) {
    InetSocketAddress address = task.address().orElseThrow();
    long begun = System.nanoTime();
    Duration pause = SHORTEST_PAUSE;
    try {
      while (!closed && view.is(task, known -> known.task().isWanted())) {
        boolean eager = System.nanoTime() - begun < EAGER.toNanos();
        if (asked(address, eager ? CONNECT_AT_FIRST : CONNECT_LATER)) {
          view.answers(task);
          return;
        }
        pause = eager || pause.compareTo(LONGEST_PAUSE) >= 0 ? pause : pause.multipliedBy(2);
        Thread.sleep(pause);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean asked(InetSocketAddress address, Duration connect) throws InterruptedException {
    room.acquire();
    try {
      return WatchdogProbe.isHealthy(address, connect, ANSWER);
    } finally {
      room.release();
    }
  }

  void close() {
    closed = true;
  }
}
