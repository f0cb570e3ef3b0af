package dev.gantry.swarm;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Node;
import dev.gantry.provider.ReplicaWatcher;
import dev.gantry.provider.Subscription;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is known of the Swarm, from writes, events and polls alike, and the states that follow.
 * Thread-safe; never asks the engine. The lock is held for a few steps and while a state is pushed,
 * which returns at once.
 */
final class SwarmView {

  private final ViewLock lock = new ViewLock();

  /** Guarded by the lock. */
  private final KnownFunctions functions = new KnownFunctions();

  /** Written under the lock. */
  private final ShownStates states = new ShownStates();

  private Consumer<SwarmTask> probe = task -> {}; // guarded by the lock
  private Consumer<FunctionName> caretaker = name -> {}; // guarded by the lock

  /**
   * Says who is told of what follows; before anything else.
   *
   * @param toProbe is given each task that has begun to run, once
   * @param toTend is given each function that has a generation to end or to try
   */
  void attend(Consumer<SwarmTask> toProbe, Consumer<FunctionName> toTend) {
    lock.changing(
        () -> {
          probe = toProbe;
          caretaker = toTend;
        });
  }

  Pushes pushes() {
    return states.pushes();
  }

  void put(FunctionService service) {
    lock.changing(
        () -> {
          FunctionView function = functions.of(service);
          if (function.put(service)) {
            touch(function);
          }
        });
  }

  /** The ids of all services that are known now. */
  Set<String> serviceIds() {
    return lock.reading(functions::serviceIds);
  }

  void drop(String serviceId) {
    onService(
        serviceId,
        function -> {
          function.drop(serviceId);
          touch(function);
        });
  }

  /** Something happened to a service; its tasks are worth asking for. */
  void touch(String serviceId) {
    onService(serviceId, function -> function.touch(System.nanoTime()));
  }

  /** A task's container has started, which the Swarm itself tells later. */
  void started(String serviceId, String taskId) {
    onService(
        serviceId,
        function -> {
          KnownTask known = function.tasks().get(taskId);
          if (known != null) {
            known.setStarted();
            beginProbe(known);
          }
          function.touch(System.nanoTime());
        });
  }

  private void beginProbe(KnownTask known) {
    if (known.beginProbe()) {
      probe.accept(known.task());
    }
  }

  private void onService(String serviceId, Consumer<FunctionView> action) {
    lock.changing(() -> functions.owning(serviceId).ifPresent(action));
  }

  void setNodes(List<Node> nodes) {
    lock.changing(
        () -> {
          states.setNodes(nodes);
          functions.all().forEach(this::refresh);
        });
  }

  /** Whether a node, by its id, is known to be down. */
  boolean isNodeDown(String id) {
    return lock.reading(() -> states.isNodeDown(id));
  }

  /**
   * The services whose tasks are worth asking for now: ids by names on the Swarm.
   *
   * @param touchedSince functions that were touched after this are of interest, too
   * @param ending whether to ask for functions of which nothing is left but tasks that stop
   */
  Map<String, String> moving(long touchedSince, boolean ending) {
    return lock.reading(
        () -> {
          Map<String, String> found = new HashMap<>();
          for (FunctionView function : functions.all()) {
            boolean moves = function.isMoving() && (ending || !function.removed());
            if (moves || (function.touched() >= touchedSince && !function.isEmpty())) {
              function.serviceNames().forEach((id, name) -> found.put(name, id));
            }
          }
          return found;
        });
  }

  /** When something was last touched that is still under way; long ago when nothing is. */
  long lastTouch() {
    return lock.reading(
        () -> {
          long last = Long.MIN_VALUE;
          for (FunctionView function : functions.all()) {
            if (function.isMoving() || System.nanoTime() - function.touched() < 1_000_000_000L) {
              last = Math.max(last, function.touched());
            }
          }
          return last;
        });
  }

  /** Takes all tasks of some services, ended ones included. */
  void tasksOf(Set<String> serviceIds, Collection<SwarmTask> tasks) {
    lock.changing(
        () -> {
          Map<FunctionView, Map<String, SwarmTask>> found = new HashMap<>();
          for (String id : serviceIds) {
            functions.owning(id).ifPresent(function -> found.put(function, new HashMap<>()));
          }
          for (SwarmTask task : tasks) {
            if (serviceIds.contains(task.serviceId())) {
              functions
                  .owning(task.serviceId())
                  .flatMap(function -> Optional.ofNullable(found.get(function)))
                  .ifPresent(present -> present.put(task.id(), task));
            }
          }
          found.forEach((function, present) -> tasksOf(function, serviceIds, present));
        });
  }

  private void tasksOf(
      FunctionView function, Set<String> serviceIds, Map<String, SwarmTask> present) {
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
    lock.changing(
        () -> {
          Set<String> present = new HashSet<>();
          for (SwarmTask task : tasks) {
            present.add(task.id());
            functions
                .owning(task.serviceId())
                .filter(function -> take(function, task))
                .ifPresent(this::touch);
          }
          for (FunctionView function : functions.all()) {
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
    beginProbe(known);
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

  /** The watchdog of a task hangs, or answers again. */
  void hung(SwarmTask task, boolean isHung) {
    onTask(task, known -> known.setHung(isHung));
  }

  private void onTask(SwarmTask task, Consumer<KnownTask> action) {
    onService(
        task.serviceId(),
        function -> {
          KnownTask known = function.tasks().get(task.id());
          if (known != null) {
            action.accept(known);
            touch(function);
          }
        });
  }

  /** Whether something holds of a task; not of one that is not known any more. */
  boolean is(SwarmTask task, Predicate<KnownTask> so) {
    return lock.reading(() -> functions.task(task).filter(so).isPresent());
  }

  /** The tasks of which something holds. */
  List<SwarmTask> tasks(Predicate<KnownTask> which) {
    return lock.reading(() -> functions.tasks(which));
  }

  /** The generation that a task belongs to, if it is still there. */
  Optional<FunctionService> serviceOf(SwarmTask task) {
    return lock.reading(
        () ->
            functions
                .owning(task.serviceId())
                .flatMap(
                    function -> Optional.ofNullable(function.services().get(task.serviceId()))));
  }

  /** Asks about one function under the lock; empty when it is not known. */
  <T> Optional<T> ask(FunctionName name, Function<FunctionView, Optional<T>> question) {
    return lock.reading(() -> functions.find(name).flatMap(question));
  }

  /** Shows all replicas as draining while a rest or sleep is tried, and pushes that. */
  void setRestingTried(FunctionName name, boolean tried) {
    lock.changing(
        () ->
            functions
                .find(name)
                .ifPresent(
                    function -> {
                      function.setRestingTried(tried);
                      touch(function);
                    }));
  }

  Optional<FunctionState> find(FunctionName name) {
    return states.find(name);
  }

  List<FunctionState> list(String namespace) {
    return states.list(namespace);
  }

  Collection<FunctionState> all() {
    return states.all();
  }

  /** Pushes everything and then each change. */
  Subscription watch(ReplicaWatcher watcher) {
    return lock.reading(() -> states.watch(watcher, functions.all()));
  }

  /** See {@link ViewLock#await}. */
  boolean await(Duration limit, BooleanSupplier condition) throws InterruptedException {
    return lock.await(limit, condition);
  }

  /** Waits for anything to touch the view. */
  void awaitTouch(Duration limit) throws InterruptedException {
    lock.awaitTouch(limit);
  }

  private void touch(FunctionView function) {
    function.touch(System.nanoTime());
    refresh(function);
  }

  private void refresh(FunctionView function) {
    if (function.isOver()) {
      functions.remove(function.name());
      states.remove(function.name());
      return;
    }
    states.refresh(function);
    if (function.services().values().stream()
        .anyMatch(service -> function.isSuperseded(service) || service.phase() == Phase.TRIAL)) {
      caretaker.accept(function.name());
    }
  }
}
