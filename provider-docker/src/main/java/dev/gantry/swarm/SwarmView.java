package dev.gantry.swarm;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Node;
import dev.gantry.provider.ReplicaWatcher;
import dev.gantry.provider.Subscription;
import java.time.Duration;
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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the Swarm, from writes, events and polls alike, and the states that follow.
 * Thread-safe; never asks the engine. The lock is held for a few steps and while a state is pushed,
 * which returns at once.
 */
final class SwarmView {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Pushes pushes = new Pushes();
  private Consumer<SwarmTask> probe = task -> {}; // guarded by the lock
  private Consumer<FunctionName> caretaker = name -> {}; // guarded by the lock

  /** Guarded by the lock. */
  private final Map<FunctionName, FunctionView> functions = new HashMap<>();

  /** Guarded by the lock; a service keeps its function for good. */
  private final Map<String, FunctionName> owners = new HashMap<>();

  /** Written under the lock, read by everybody: what lists answer. */
  private final ConcurrentMap<FunctionName, FunctionState> shown = new ConcurrentHashMap<>();

  /** Guarded by the lock. */
  private final Set<String> nodesDown = new HashSet<>();

  /** Guarded by the lock: names by ids. */
  private final Map<String, String> nodeNames = new HashMap<>();

  /** Guarded by the lock: how often anything was taken in. */
  private long touches;

  /** Guarded by the lock; begins beyond what any predecessor reached. */
  private long revision = System.currentTimeMillis() * 1000;

  /**
   * Says who is told of what follows; before anything else.
   *
   * @param toProbe is given each task that has begun to run, once
   * @param toTend is given each function that has a generation to end or to try
   */
  void attend(Consumer<SwarmTask> toProbe, Consumer<FunctionName> toTend) {
    locked(
        () -> {
          probe = toProbe;
          caretaker = toTend;
        });
  }

  Pushes pushes() {
    return pushes;
  }

  void put(FunctionService service) {
    locked(
        () -> {
          owners.put(service.id(), service.name());
          FunctionView function =
              functions.computeIfAbsent(
                  service.name(), name -> new FunctionView(name, System.nanoTime()));
          if (function.put(service)) {
            function.touch(System.nanoTime());
            refresh(function);
          }
        });
  }

  /** The ids of all services that are known now. */
  Set<String> serviceIds() {
    return reading(
        () -> {
          Set<String> ids = new HashSet<>();
          functions.values().forEach(function -> ids.addAll(function.services().keySet()));
          return ids;
        });
  }

  void drop(String serviceId) {
    onService(
        serviceId,
        function -> {
          function.drop(serviceId);
          function.touch(System.nanoTime());
          refresh(function);
        });
  }

  /** Something happened to a service; its tasks are worth asking for. */
  void touch(String serviceId) {
    onService(serviceId, function -> function.touch(System.nanoTime()));
  }

  private void onService(String serviceId, Consumer<FunctionView> action) {
    locked(
        () -> {
          FunctionName name = owners.get(serviceId);
          FunctionView function = name == null ? null : functions.get(name);
          if (function != null) {
            action.accept(function);
          }
        });
  }

  void setNodes(List<Node> nodes) {
    locked(
        () -> {
          nodesDown.clear();
          for (Node node : nodes) {
            nodeNames.put(node.id(), node.hostname());
            if (Nodes.isDown(node)) {
              nodesDown.add(node.id());
            }
          }
          List.copyOf(functions.values()).forEach(this::refresh);
        });
  }

  /** Whether a node, by its id, is known to be down. */
  boolean isNodeDown(String id) {
    return reading(() -> nodesDown.contains(id));
  }

  /** The services whose tasks are worth asking for now: ids by names on the Swarm. */
  Map<String, String> moving(long touchedSince) {
    return reading(
        () -> {
          Map<String, String> found = new HashMap<>();
          for (FunctionView function : functions.values()) {
            if (function.touched() >= touchedSince || function.isMoving()) {
              function.serviceNames().forEach((id, name) -> found.put(name, id));
            }
          }
          return found;
        });
  }

  /** When something was last touched that is still under way; long ago when nothing is. */
  long lastTouch() {
    return reading(
        () -> {
          long last = Long.MIN_VALUE;
          for (FunctionView function : functions.values()) {
            if (function.isMoving() || System.nanoTime() - function.touched() < 1_000_000_000L) {
              last = Math.max(last, function.touched());
            }
          }
          return last;
        });
  }

  /** Takes all tasks of some services, ended ones included. */
  void tasksOf(Set<String> serviceIds, Collection<SwarmTask> tasks) {
    locked(
        () -> {
          Map<FunctionName, Map<String, SwarmTask>> found = new HashMap<>();
          for (String id : serviceIds) {
            FunctionName name = owners.get(id);
            if (name != null) {
              found.computeIfAbsent(name, absent -> new HashMap<>());
            }
          }
          for (SwarmTask task : tasks) {
            FunctionName name = owners.get(task.serviceId());
            if (name != null && serviceIds.contains(task.serviceId())) {
              found.computeIfAbsent(name, absent -> new HashMap<>()).put(task.id(), task);
            }
          }
          found.forEach((name, present) -> tasksOf(name, serviceIds, present));
        });
  }

  private void tasksOf(FunctionName name, Set<String> serviceIds, Map<String, SwarmTask> present) {
    FunctionView function = functions.get(name);
    if (function == null) {
      return;
    }
    function
        .tasks()
        .values()
        .removeIf(
            known -> {
              SwarmTask now = present.get(known.task().id());
              return serviceIds.contains(known.task().serviceId())
                  && (now == null || now.hasEnded());
            });
    present.values().forEach(task -> take(function, task));
    function.forgetDeparted();
    refresh(function);
  }

  /** Takes all tasks that the Swarm wants to run; what is missing is worth asking for. */
  void wantedTasks(Collection<SwarmTask> tasks) {
    locked(
        () -> {
          Set<String> present = new HashSet<>();
          for (SwarmTask task : tasks) {
            present.add(task.id());
            FunctionName name = owners.get(task.serviceId());
            FunctionView function = name == null ? null : functions.get(name);
            if (function != null && take(function, task)) {
              function.touch(System.nanoTime());
              refresh(function);
            }
          }
          for (FunctionView function : functions.values()) {
            if (!present.containsAll(function.tasks().keySet())) {
              function.touch(System.nanoTime());
            }
          }
        });
  }

  /** Returns whether it brought something new. */
  private boolean take(FunctionView function, SwarmTask task) {
    if (task.hasFailed()) {
      function.failures(task.serviceId()).note(task);
    }
    if (task.hasEnded()) {
      return false;
    }
    KnownTask known = function.tasks().get(task.id());
    boolean isNew = known == null || !known.task().equals(task);
    if (known == null) {
      known = new KnownTask(task);
      function.tasks().put(task.id(), known);
    } else {
      known.update(task);
    }
    if (known.beginProbe()) {
      probe.accept(task);
    }
    return isNew;
  }

  /** The watchdog of a task says that it takes calls. */
  void answers(SwarmTask task) {
    onTask(task, KnownTask::setAnswers);
  }

  /** The watchdog of a task does not answer any more, or answers again. */
  void silent(SwarmTask task, boolean isSilent) {
    onTask(task, known -> known.setSilent(isSilent));
  }

  private void onTask(SwarmTask task, Consumer<KnownTask> action) {
    onService(
        task.serviceId(),
        function -> {
          KnownTask known = function.tasks().get(task.id());
          if (known != null) {
            action.accept(known);
            function.touch(System.nanoTime());
            refresh(function);
          }
        });
  }

  /** Whether a task is still wanted; otherwise nobody needs to know whether it answers. */
  boolean isWanted(SwarmTask task) {
    return reading(
        () -> {
          FunctionName name = owners.get(task.serviceId());
          FunctionView function = name == null ? null : functions.get(name);
          KnownTask known = function == null ? null : function.tasks().get(task.id());
          return known != null && known.task().isWanted();
        });
  }

  /** Whether a task was found not to answer any more. */
  boolean isSilent(SwarmTask task) {
    return reading(
        () -> {
          FunctionName name = owners.get(task.serviceId());
          FunctionView function = name == null ? null : functions.get(name);
          KnownTask known = function == null ? null : function.tasks().get(task.id());
          return known != null && known.isSilent();
        });
  }

  /** The tasks that take calls, or did before they fell silent. */
  List<SwarmTask> answering() {
    return reading(
        () -> {
          List<SwarmTask> found = new ArrayList<>();
          for (FunctionView function : functions.values()) {
            for (KnownTask known : function.tasks().values()) {
              if (known.answers() || known.isSilent()) {
                found.add(known.task());
              }
            }
          }
          return found;
        });
  }

  /** Asks about one function under the lock; empty when it is not known. */
  <T> Optional<T> ask(FunctionName name, Function<FunctionView, Optional<T>> question) {
    return reading(
        () -> {
          FunctionView function = functions.get(name);
          return function == null ? Optional.empty() : question.apply(function);
        });
  }

  /** Shows all replicas as draining while a rest or sleep is tried, and pushes that. */
  void setRestingTried(FunctionName name, boolean tried) {
    locked(
        () -> {
          FunctionView function = functions.get(name);
          if (function != null) {
            function.setRestingTried(tried);
            function.touch(System.nanoTime());
            refresh(function);
          }
        });
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

  /** Pushes everything and then each change. */
  Subscription watch(ReplicaWatcher watcher) {
    lock.lock();
    try {
      Subscription subscription = pushes.open(watcher);
      functions
          .values()
          .forEach(
              function ->
                  function
                      .state(++revision, nodesDown, nodeNames)
                      .ifPresent(
                          state -> {
                            if (!function.removed()) {
                              shown.put(state.name(), state);
                            }
                            pushes.changed(state);
                          }));
      return subscription;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until something holds that changes with the view.
   *
   * @return whether it holds
   */
  boolean await(Duration limit, BooleanSupplier condition) throws InterruptedException {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for anything to touch the view. */
  void awaitTouch(Duration limit) throws InterruptedException {
    long seen = reading(() -> touches);
    await(limit, () -> touches != seen);
  }

  private void refresh(FunctionView function) {
    FunctionName name = function.name();
    if (function.isOver()) {
      functions.remove(name);
      shown.remove(name);
      pushes.removed(name);
      return;
    }
    Optional<FunctionState> next = function.state(revision + 1, nodesDown, nodeNames);
    FunctionState before = pushes.last(name);
    if (next.isPresent() && !isSame(next.get(), before)) {
      revision++;
      pushes.changed(next.get());
    }
    if (function.removed()) {
      shown.remove(name);
    } else {
      next.ifPresent(
          state -> shown.put(name, isSame(state, before) ? latest(before, state) : state));
    }
    if (function.services().values().stream()
        .anyMatch(service -> function.isSuperseded(service) || service.phase() == Phase.TRIAL)) {
      caretaker.accept(name);
    }
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

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
      touches++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private <T> T reading(Supplier<T> question) {
    lock.lock();
    try {
      return question.get();
    } finally {
      lock.unlock();
    }
  }
}
