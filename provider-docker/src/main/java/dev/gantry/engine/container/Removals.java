package dev.gantry.engine.container;

import com.github.dockerjava.api.exception.ConflictException;
import dev.gantry.docker.EngineFault;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes containers for good: also when the engine does not answer at the moment. */
final class Removals implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Removals.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

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
