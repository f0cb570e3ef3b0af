package dev.gantry.swarm;

import dev.gantry.api.FunctionName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The functions of a view, and whose a service is. Guarded by the view's lock. */
final class KnownFunctions {

  private final Map<FunctionName, FunctionView> functions = new HashMap<>();

  /** A service keeps its function for good. */
  private final Map<String, FunctionName> owners = new HashMap<>();

  /** The function of a service, which may be a new one. */
  FunctionView of(FunctionService service) {
    owners.put(service.id(), service.name());
    return functions.computeIfAbsent(
        service.name(), name -> new FunctionView(name, System.nanoTime()));
  }

  Optional<FunctionView> find(FunctionName name) {
    return Optional.ofNullable(functions.get(name));
  }

  /** The function that a service belongs to, if it is known and not over. */
  Optional<FunctionView> owning(String serviceId) {
    FunctionName name = owners.get(serviceId);
    return name == null ? Optional.empty() : find(name);
  }

  Optional<KnownTask> task(SwarmTask task) {
    return owning(task.serviceId())
        .flatMap(function -> Optional.ofNullable(function.tasks().get(task.id())));
  }

  List<SwarmTask> tasks(Predicate<KnownTask> which) {
    return functions.values().stream()
        .flatMap(function -> function.tasks().values().stream())
        .filter(which)
        .map(KnownTask::task)
        .toList();
  }

  Set<String> serviceIds() {
    Set<String> ids = new HashSet<>();
    functions.values().forEach(function -> ids.addAll(function.services().keySet()));
    return ids;
  }

  /** All of them as they are now; may be changed meanwhile. */
  Collection<FunctionView> all() {
    return List.copyOf(functions.values());
  }

  void remove(FunctionName name) {
    functions.remove(name);
  }
}
