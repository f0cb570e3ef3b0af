package dev.gantry.engine.container;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import dev.gantry.api.FunctionName;
import dev.gantry.container.FunctionLabels;
import dev.gantry.docker.EngineConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.locks.LockSupport;

/** The containers that this program knows of, and the engine's list of them. Thread-safe. */
final class Containers {

  /** Told when a function has one more container. */
  @FunctionalInterface
  interface Listener {
    void added(ContainerReplica replica);
  }

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final EngineConnection engine;
  private final String owner;
  private final Map<String, ContainerReplica> known = new ConcurrentHashMap<>();
  private final Set<Listener> listeners = new CopyOnWriteArraySet<>();

  Containers(EngineConnection engine, String owner) {
    this.engine = engine;
    this.owner = owner;
  }

  void add(ContainerReplica replica) {
    known.put(replica.containerId(), replica);
    listeners.forEach(listener -> listener.added(replica));
  }

  void forget(ContainerReplica replica) {
    known.remove(replica.containerId());
  }

  /**
   * Looks at a container about which the engine said something.
   *
   * @param isSaidToBeOver whether it said that the container does not run any more
   */
  void examine(String containerId, boolean isSaidToBeOver) {
    Thread.startVirtualThread(() -> examineUntilKnown(containerId, isSaidToBeOver));
  }

  /** What the engine could not be asked is asked again, for as long as anybody wants to know. */
  private void examineUntilKnown(String containerId, boolean isSaidToBeOver) {
    Duration pause = FIRST_PAUSE;
    ContainerReplica replica = known.get(containerId);
    while (replica != null && !replica.examine(isSaidToBeOver)) {
      LockSupport.parkNanos(pause.toNanos());
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      replica = known.get(containerId);
    }
  }

  /** Looks at those that do not run, or are gone, after a time without news. */
  void examineAll() {
    Set<String> running = ConcurrentHashMap.newKeySet();
    list(Map.of(FunctionLabels.OWNER, owner)).stream()
        .filter(container -> isRunning(container.getState()))
        .forEach(container -> running.add(container.getId()));
    known.keySet().stream().filter(id -> !running.contains(id)).forEach(id -> examine(id, false));
  }

  private static boolean isRunning(String state) {
    return state.equals("running") || state.equals("paused");
  }

  /** Forgets all: this program ends, and nobody wants to know of them any more. */
  void forgetAll() {
    known.clear();
  }

  Collection<ContainerReplica> all() {
    return List.copyOf(known.values());
  }

  List<ContainerReplica> of(FunctionName function) {
    return known.values().stream().filter(one -> one.function().equals(function)).toList();
  }

  void listen(Listener listener) {
    listeners.add(listener);
  }

  void leave(Listener listener) {
    listeners.remove(listener);
  }

  /** What the engine has with these labels, those that do not run included. */
  List<Container> list(Map<String, String> labels) {
    return engine.client().listContainersCmd().withShowAll(true).withLabelFilter(labels).exec();
  }

  /** Removes a container and its anonymous volumes, whatever it is doing. */
  void remove(String containerId) {
    try {
      engine
          .client()
          .removeContainerCmd(containerId)
          .withForce(true)
          .withRemoveVolumes(true)
          .exec();
    } catch (NotFoundException gone) {
      // Somebody was faster.
    }
  }
}
