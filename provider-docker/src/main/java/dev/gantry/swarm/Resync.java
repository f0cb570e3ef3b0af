package dev.gantry.swarm;

import dev.gantry.provider.ProviderException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for everything again when the answer to one question did not come, with growing pauses until
 * it is there: an event is told once. Thread-safe; returns at once.
 */
final class Resync implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Resync.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Runnable everything;
  private final Duration firstPause;
  private final AtomicBoolean wanted = new AtomicBoolean();
  private volatile boolean closed; // written by close

  /**
   * @param everything asks, and blocks
   */
  Resync(Runnable everything, Duration firstPause) {
    this.everything = everything;
    this.firstPause = firstPause;
  }

  /** Asks a question about an event; if it fails, everything is asked for later. */
  void followUp(Runnable question) {
    try {
      question.run();
    } catch (ProviderException | EngineRefusal failed) {
      if (!closed) {
        LOG.atWarn()
            .addKeyValue("reason", failed.getMessage())
            .log("the Swarm could not be asked; trying again");
        begin();
      }
    }
  }

  private void begin() {
    if (wanted.compareAndSet(false, true)) {
      Thread.ofVirtual().name("swarm resync").start(this::untilAnswered);
    }
  }

  private void untilAnswered() {
    Duration pause = firstPause;
    do {
      LockSupport.parkNanos(pause.toNanos());
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    } while (!closed && !isAnswered());
  }

  /** Whether there is nothing more to do here: another thread may have begun meanwhile. */
  private boolean isAnswered() {
    // What is missed from now on counts as missed anew.
    wanted.set(false);
    try {
      everything.run();
      return true;
    } catch (ProviderException | EngineRefusal failed) {
      LOG.atDebug().addKeyValue("reason", failed.getMessage()).log("not answered yet");
      return !wanted.compareAndSet(false, true);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
