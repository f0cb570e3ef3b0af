package dev.gantry.engine.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import dev.gantry.container.FunctionLabels;
import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.EngineFault;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what the engine says of our containers. When it goes away it is asked again and again,
 * and when it is back everything is looked at, because what happened meanwhile is not told.
 */
final class EngineEvents implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EngineEvents.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final EngineConnection engine;
  private final String owner;
  private final Containers containers;
  private final CountDownLatch following = new CountDownLatch(1);
  private final Thread thread;

  private EngineEvents(EngineConnection engine, String owner, Containers containers) {
    this.engine = engine;
    this.owner = owner;
    this.containers = containers;
    this.thread = Thread.ofVirtual().name("gantry-docker-events").unstarted(this::run);
  }

  /** Begins to follow; nothing is missed after this returns. */
  static EngineEvents follow(EngineConnection engine, String owner, Containers containers)
      throws InterruptedException {
    EngineEvents events = new EngineEvents(engine, owner, containers);
    events.thread.start();
    events.following.await();
    return events;
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        pause = followOnce() ? FIRST_PAUSE : pause;
        Thread.sleep(pause);
      } catch (InterruptedException closed) {
        return;
      }
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  /** Follows until the stream ends; returns whether there was one. */
  private boolean followOnce() throws InterruptedException {
    boolean began = false;
    try (Listener listener = new Listener()) {
      engine
          .client()
          .eventsCmd()
          .withEventTypeFilter("container")
          .withEventFilter("die", "destroy")
          .withLabelFilter(Map.of(FunctionLabels.OWNER, owner))
          .exec(listener);
      listener.awaitStarted();
      following.countDown();
      began = true;
      containers.examineAll();
      listener.awaitCompletion();
    } catch (RuntimeException | IOException lost) {
      LOG.atWarn()
          .addKeyValue("reason", reason(lost))
          .log("the Docker engine's events cannot be followed; trying again");
    }
    // A start goes on without: whatever it asks the engine next will say what is wrong.
    following.countDown();
    return began;
  }

  private static String reason(Exception lost) {
    return lost instanceof RuntimeException fault
        ? EngineFault.reason(fault)
        : String.valueOf(lost.getMessage());
  }

  private final class Listener extends ResultCallback.Adapter<Event> {
    @Override
    public void onNext(Event event) {
      var actor = event.getActor();
      if (actor != null && actor.getId() != null) {
        containers.examine(actor.getId(), true);
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
