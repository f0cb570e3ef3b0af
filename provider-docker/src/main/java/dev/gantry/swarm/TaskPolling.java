package dev.gantry.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.container.FunctionLabels;
import dev.gantry.provider.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for tasks, of which a Swarm tells nothing by itself: those of functions where something is
 * under way every 25 ms, in one request for all of them, those of functions that are only ending
 * every 250 ms, and everything every 2 s.
 */
final class TaskPolling implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TaskPolling.class);

  private static final Duration AT_REST = Duration.ofSeconds(2);
  private static final Duration MOVING = Duration.ofMillis(25);
  private static final Duration ENDING = Duration.ofMillis(250);
  private static final Duration STUCK = Duration.ofMillis(500);

  /** What has not moved for so long is asked for less often. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** A function stays of interest for so long after the last change of it. */
  private static final Duration AFTERMATH = Duration.ofSeconds(1);

  private final SwarmApi api;
  private final SwarmView view;
  private final String networkId;
  private final String owner;
  private final Thread thread;
  private long lastAll; // used by the thread only
  private long lastEnding; // used by the thread only
  private volatile boolean closed; // written by close

  TaskPolling(SwarmApi api, SwarmView view, String networkId, String owner) {
    this.api = api;
    this.view = view;
    this.networkId = networkId;
    this.owner = owner;
    this.thread = Thread.ofVirtual().name("swarm tasks").unstarted(this::run);
  }

  /** Asks for everything once, and goes on in the background. */
  void start() {
    everything();
    thread.start();
  }

  private void run() {
    while (!closed) {
      try {
        poll();
      } catch (ProviderException | EngineRefusal failed) {
        LOG.atWarn().addKeyValue("reason", failed.getMessage()).log("tasks could not be asked for");
        lastAll = System.nanoTime();
      } catch (RuntimeException unexpected) {
        LOG.atError().setCause(unexpected).log("tasks could not be understood");
        lastAll = System.nanoTime();
      }
      try {
        pause();
      } catch (InterruptedException stop) {
        return;
      }
    }
  }

  private void poll() {
    if (System.nanoTime() - lastAll >= AT_REST.toNanos()) {
      everything();
    }
    boolean ending = System.nanoTime() - lastEnding >= ENDING.toNanos();
    if (ending) {
      lastEnding = System.nanoTime();
    }
    Map<String, String> moving = view.moving(System.nanoTime() - AFTERMATH.toNanos(), ending);
    if (!moving.isEmpty()) {
      some(moving);
    }
  }

  /** Between two requests; a touch ends a rest at once. */
  private void pause() throws InterruptedException {
    long touched = view.lastTouch();
    if (touched == Long.MIN_VALUE) {
      long left = AT_REST.toNanos() - (System.nanoTime() - lastAll);
      view.awaitTouch(Duration.ofNanos(Math.max(left, 1_000_000)));
      return;
    }
    boolean stuck = System.nanoTime() - touched > PATIENCE.toNanos();
    if (stuck) {
      view.awaitTouch(STUCK);
    } else {
      Thread.sleep(MOVING);
    }
  }

  private void everything() {
    lastAll = System.nanoTime();
    view.wantedTasks(
        tasks(
            Map.of(
                "label",
                List.of(FunctionLabels.OWNER + "=" + owner),
                "desired-state",
                List.of("running", "ready"))));
  }

  /**
   * A task's name begins with its service's, which is still known when the service is gone; asking
   * by the service itself would be an error then.
   */
  private void some(Map<String, String> idsByName) {
    List<String> prefixes = idsByName.keySet().stream().map(name -> name + ".").toList();
    Set<String> ids = new HashSet<>(idsByName.values());
    view.tasksOf(ids, tasks(Map.of("name", prefixes)));
  }

  private List<SwarmTask> tasks(Map<String, List<String>> filters) {
    List<SwarmTask> found = new ArrayList<>();
    for (JsonNode task : api.list("/tasks", filters)) {
      found.add(SwarmTask.read(task, networkId));
    }
    return found;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
