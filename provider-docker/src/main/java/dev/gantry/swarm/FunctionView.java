package dev.gantry.swarm;

import dev.gantry.api.FunctionName;
import dev.gantry.container.Amounts;
import dev.gantry.container.Checkup;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.swarm.SwarmTask.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One function as the Swarm shows it: its generations, their tasks, and the state that follows from
 * them. Guarded by the view's lock.
 */
final class FunctionView {

  private final FunctionName name;
  private final Map<String, FunctionService> services = new HashMap<>();
  private final Map<String, KnownTask> tasks = new HashMap<>();
  private final Map<String, Failures> failures = new HashMap<>();

  /** Names of services that are gone and whose tasks may still be ending, by id. */
  private final Map<String, String> departed = new HashMap<>();

  /** What is shown while the function ends and has no generation any more. */
  private @Nullable FunctionService lastShown;

  private boolean restingTried;
  private long touched;

  FunctionView(FunctionName name, long now) {
    this.name = name;
    this.touched = now;
  }

  FunctionName name() {
    return name;
  }

  /** Takes a service, unless a later version of it is known; returns whether it was taken. */
  boolean put(FunctionService service) {
    FunctionService known = services.get(service.id());
    if (departed.containsKey(service.id())
        || (known != null && known.version() >= service.version())) {
      return false;
    }
    services.put(service.id(), service);
    return true;
  }

  void drop(String serviceId) {
    FunctionService gone = services.remove(serviceId);
    if (gone != null) {
      departed.put(serviceId, gone.serviceName());
    }
  }

  Map<String, FunctionService> services() {
    return services;
  }

  Map<String, KnownTask> tasks() {
    return tasks;
  }

  Failures failures(String serviceId) {
    return failures.computeIfAbsent(serviceId, absent -> new Failures());
  }

  /** The services whose tasks belong to this function, gone ones included: names by ids. */
  Map<String, String> serviceNames() {
    Map<String, String> names = new HashMap<>(departed);
    services.forEach((id, service) -> names.put(id, service.serviceName()));
    return names;
  }

  /** The generation that counts: the latest that was not rolled back. */
  Optional<FunctionService> newest() {
    return removed() ? Optional.empty() : latest(Phase.TRIAL, Phase.CURRENT);
  }

  /** The latest generation that has proved itself. */
  Optional<FunctionService> current() {
    return latest(Phase.CURRENT);
  }

  private Optional<FunctionService> latest(Phase... phases) {
    return services.values().stream()
        .filter(service -> List.of(phases).contains(service.phase()))
        .max(Comparator.comparingInt(FunctionService::generation));
  }

  /** Whether the function was removed; its tasks may still be ending. */
  boolean removed() {
    return services.isEmpty()
        || services.values().stream().anyMatch(service -> service.phase() == Phase.REMOVED);
  }

  /** Whether nothing of it is left. */
  boolean isOver() {
    return services.isEmpty() && tasks.isEmpty();
  }

  /** Whether a generation is to go: it was removed, rolled back or replaced. */
  boolean isSuperseded(FunctionService service) {
    if (removed() || service.phase() == Phase.ROLLED_BACK) {
      return true;
    }
    Optional<FunctionService> current = current();
    return current.isPresent() && service.generation() < current.get().generation();
  }

  /** Shows every replica as draining while a rest is tried. */
  void setRestingTried(boolean tried) {
    restingTried = tried;
  }

  void touch(long now) {
    touched = now;
  }

  long touched() {
    return touched;
  }

  /** How many replicas of one generation take calls. */
  int ready(String serviceId) {
    return (int)
        tasks.values().stream()
            .filter(known -> known.task().serviceId().equals(serviceId))
            .filter(known -> known.answers() && known.task().isWanted())
            .count();
  }

  /** Whether something is under way, so that its tasks are worth asking for. */
  boolean isMoving() {
    Optional<FunctionService> newest = newest();
    return newest.isEmpty()
        || services.size() > 1
        || !departed.isEmpty()
        || tasks.size() != newest.get().replicas()
        || ready(newest.get().id()) != newest.get().replicas();
  }

  /** Whether it neither has tasks nor is to have any. */
  boolean isEmpty() {
    return tasks.isEmpty()
        && departed.isEmpty()
        && services.values().stream().allMatch(service -> service.replicas() == 0);
  }

  /** Forgets services that are gone and have no tasks left. */
  void forgetDeparted() {
    departed
        .keySet()
        .removeIf(
            id -> tasks.values().stream().noneMatch(known -> known.task().serviceId().equals(id)));
  }

  /** The state as it is now; empty before the first generation is known. */
  Optional<FunctionState> state(long revision, Set<String> nodesDown, Map<String, String> nodes) {
    FunctionService shown = newest().orElse(lastShown);
    if (shown == null) {
      return Optional.empty();
    }
    lastShown = shown;
    Optional<String> note = shown.note().or(() -> Amounts.note(shown.deployment()));
    return Optional.of(
        new FunctionState(
            name,
            revision,
            shown.deployment(),
            shown.replicas(),
            replicas(nodesDown, nodes),
            shown.createdAt(),
            shown.updatedAt(),
            note));
  }

  private List<Replica> replicas(Set<String> nodesDown, Map<String, String> nodes) {
    Instant now = Instant.now();
    List<KnownTask> shown = new ArrayList<>(tasks.values());
    shown.sort(
        Comparator.comparingInt((KnownTask known) -> known.task().slot())
            .thenComparing(known -> known.task().id()));
    List<Replica> found = new ArrayList<>();
    for (KnownTask known : shown) {
      ReplicaState state = state(known, nodesDown);
      SwarmTask task = known.task();
      found.add(
          new Replica(
              task.id(),
              task.address(),
              state,
              known.show(state, now),
              Optional.ofNullable(nodes.get(task.node()))));
    }
    return found;
  }

  private ReplicaState state(KnownTask known, Set<String> nodesDown) {
    SwarmTask task = known.task();
    FunctionService service = services.get(task.serviceId());
    boolean goes = service == null || service.replicas() == 0 || isSuperseded(service);
    if (goes || restingTried || !task.isWanted()) {
      return new ReplicaState.Draining();
    }
    if (nodesDown.contains(task.node())) {
      return new ReplicaState.Failing("its node is down");
    }
    if (known.isSilent()) {
      return new ReplicaState.Failing("it stopped answering at its address");
    }
    if (known.isHung()) {
      return new ReplicaState.Failing(Checkup.REASON);
    }
    if (known.answers()) {
      return new ReplicaState.Ready();
    }
    return starting(task);
  }

  private ReplicaState starting(SwarmTask task) {
    if (!task.isRunning() && !task.error().isEmpty()) {
      return new ReplicaState.Failing(task.error());
    }
    Optional<String> failed =
        Optional.ofNullable(failures.get(task.serviceId())).flatMap(Failures::reason);
    if (task.desired() == Stage.READY && failed.isPresent()) {
      return new ReplicaState.Failing(failed.get());
    }
    return task.stage() == Stage.PREPARING
        ? new ReplicaState.Pulling(0)
        : new ReplicaState.Starting();
  }
}
