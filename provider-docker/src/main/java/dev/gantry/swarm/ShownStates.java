package dev.gantry.swarm;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Node;
import dev.gantry.provider.ReplicaWatcher;
import dev.gantry.provider.Subscription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The states that follow from a view: what lists answer, and what is pushed. Written under the
 * view's lock; {@link #find}, {@link #list} and {@link #all} may be called by everybody.
 */
final class ShownStates {

  private final Pushes pushes = new Pushes();
  private final ConcurrentMap<FunctionName, FunctionState> shown = new ConcurrentHashMap<>();
  private final Set<String> nodesDown = new HashSet<>();

  /** By ids. */
  private final Map<String, String> nodeNames = new HashMap<>();

  /** Begins beyond what any predecessor reached. */
  private long revision = System.currentTimeMillis() * 1000;

  Pushes pushes() {
    return pushes;
  }

  void setNodes(List<Node> nodes) {
    nodesDown.clear();
    for (Node node : nodes) {
      nodeNames.put(node.id(), node.hostname());
      if (Nodes.isDown(node)) {
        nodesDown.add(node.id());
      }
    }
  }

  /** Whether a node, by its id, is known to be down. */
  boolean isNodeDown(String id) {
    return nodesDown.contains(id);
  }

  /** Shows a function as it is now, and pushes it if that is new. */
  void refresh(FunctionView function) {
    Optional<FunctionState> next = function.state(revision + 1, nodesDown, nodeNames);
    FunctionState before = pushes.last(function.name());
    if (next.isPresent() && !isSame(next.get(), before)) {
      revision++;
      pushes.changed(next.get());
    }
    if (function.removed()) {
      shown.remove(function.name());
    } else {
      next.ifPresent(
          state ->
              shown.put(function.name(), isSame(state, before) ? latest(before, state) : state));
    }
  }

  /** Nothing is left of a function. */
  void remove(FunctionName name) {
    shown.remove(name);
    pushes.removed(name);
  }

  /** Pushes everything. */
  Subscription watch(ReplicaWatcher watcher, Collection<FunctionView> functions) {
    Subscription subscription = pushes.open(watcher);
    for (FunctionView function : functions) {
      function
          .state(++revision, nodesDown, nodeNames)
          .ifPresent(
              state -> {
                if (!function.removed()) {
                  shown.put(state.name(), state);
                }
                pushes.changed(state);
              });
    }
    return subscription;
  }

  Optional<FunctionState> find(FunctionName name) {
    return Optional.ofNullable(shown.get(name));
  }

  List<FunctionState> list(String namespace) {
    List<FunctionState> found = new ArrayList<>();
    for (FunctionState state : shown.values()) {
      if (state.name().namespace().equals(namespace)) {
        found.add(state);
      }
    }
    found.sort((a, b) -> a.name().compareTo(b.name()));
    return found;
  }

  Collection<FunctionState> all() {
    return List.copyOf(shown.values());
  }

  private static FunctionState latest(@Nullable FunctionState before, FunctionState state) {
    return before == null ? state : before;
  }

  private static boolean isSame(FunctionState state, @Nullable FunctionState before) {
    return before != null
        && state.desired() == before.desired()
        && state.deployment().equals(before.deployment())
        && state.replicas().equals(before.replicas())
        && state.note().equals(before.note())
        && state.createdAt().equals(before.createdAt())
        && state.updatedAt().equals(before.updatedAt());
  }
}
