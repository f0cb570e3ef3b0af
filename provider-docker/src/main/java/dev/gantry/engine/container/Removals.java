package dev.gantry.engine.container;

import com.github.dockerjava.api.exception.ConflictException;
import dev.gantry.docker.EngineFault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes things of the engine for good: also when it does not answer at the moment. */
final class Removals implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Removals.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private static final List<Duration> LOOKS =
      List.of(Duration.ofMillis(500), Duration.ofSeconds(3), Duration.ofSeconds(15));

  private final Containers containers;

  /** Written by {@link #close}. */
  private volatile boolean closed;

  Removals(Containers containers) {
    this.containers = containers;
  }

  /** Removes one at once, or goes on trying in the background. */
  void remove(String containerId) {
    boolean interrupted = Thread.interrupted();
    try {
      if (!tryRemove(containerId)) {
        Thread.ofVirtual().name("gantry-removal").start(() -> keepTrying(containerId));
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Removes what may appear soon, and looks for it a few times. */
  void removeLater(Supplier<List<String>> found) {
    lookLater(() -> found.get().forEach(this::remove));
  }

  /**
   * Does something a few times in the background, for what it removes may appear soon, or not be
   * free yet.
   *
   * @param look may fail as the engine does
   */
  void lookLater(Runnable look) {
    Thread.ofVirtual().name("gantry-removal").start(() -> lookSeveralTimes(look));
  }

  private void lookSeveralTimes(Runnable look) {
    for (Duration pause : LOOKS) {
      LockSupport.parkNanos(pause.toNanos());
      if (closed) {
        return;
      }
      try {
        look.run();
      } catch (RuntimeException unknown) {
        LOG.atDebug().addKeyValue("reason", EngineFault.reason(unknown)).log("not looked for yet");
      }
    }
  }

  private void keepTrying(String containerId) {
    Duration pause = FIRST_PAUSE;
    do {
      LockSupport.parkNanos(pause.toNanos());
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    } while (!closed && !tryRemove(containerId));
  }

  private boolean tryRemove(String containerId) {
    try {
      containers.remove(containerId);
      return true;
    } catch (ConflictException beingRemoved) {
      return true;
    } catch (RuntimeException failed) {
      LOG.atWarn()
          .addKeyValue("container", containerId)
          .addKeyValue("reason", EngineFault.reason(failed))
          .log("a container could not be removed yet");
      return false;
    }
  }

  /** Gives up what is left; the next start of the program finds it. */
  @Override
  public void close() {
    closed = true;
  }
}
