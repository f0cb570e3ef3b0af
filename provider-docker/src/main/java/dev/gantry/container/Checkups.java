package dev.gantry.container;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at each of many replicas once in a round, evenly spread over it, so that a thousand of them
 * cost a steady hundred small requests a second and no burst. Closed by who opened it.
 *
 * @param <T> what is looked at
 */
public final class Checkups<T> implements AutoCloseable {

  /** How long a round takes, unless there are so many replicas that it takes longer. */
  public static final Duration ROUND = Duration.ofSeconds(10);

  private static final Duration LEAST_GAP = Duration.ofMillis(10);

  private final Duration round;
  private final Supplier<? extends Collection<T>> replicas;
  private final Consumer<? super T> look;
  private final Thread thread;

  private Checkups(
      Duration round, Supplier<? extends Collection<T>> replicas, Consumer<? super T> look) {
    this.round = round;
    this.replicas = replicas;
    this.look = look;
    this.thread = Thread.ofVirtual().name("gantry-checkups").unstarted(this::run);
  }

  /**
   * Begins the first round.
   *
   * @param round how long one takes, see {@link #ROUND}
   * @param replicas says at the begin of each round which there are
   * @param look is given each on a thread of its own, and may block
   */
  public static <T> Checkups<T> start(
      Duration round, Supplier<? extends Collection<T>> replicas, Consumer<? super T> look) {
    Checkups<T> checkups = new Checkups<>(round, replicas, look);
    checkups.thread.start();
    return checkups;
  }

  private void run() {
    try {
      while (true) {
        lookAtAll(List.copyOf(replicas.get()));
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookAtAll(List<T> present) throws InterruptedException {
    if (present.isEmpty()) {
      Thread.sleep(round);
      return;
    }
    Duration even = round.dividedBy(present.size());
    Duration gap = even.compareTo(LEAST_GAP) > 0 ? even : LEAST_GAP;
    for (T replica : present) {
      Thread.startVirtualThread(() -> look.accept(replica));
      Thread.sleep(gap);
    }
  }

  /** Lets no further look begin. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
