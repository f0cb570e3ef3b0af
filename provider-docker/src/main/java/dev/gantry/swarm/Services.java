package dev.gantry.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.container.FunctionLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The services of this installation: made, changed with their version checked, removed. What was
 * written is in the view when a method returns.
 */
final class Services {

  /** How often a change is tried again because somebody else was faster. */
  private static final int ATTEMPTS = 50;

  private final SwarmApi api;
  private final SwarmView view;
  private final String owner;

  Services(SwarmApi api, SwarmView view, String owner) {
    this.api = api;
    this.view = view;
    this.owner = owner;
  }

  /** Asks for all of them. */
  void refreshAll() {
    var before = view.serviceIds();
    List<FunctionService> found = new ArrayList<>();
    for (JsonNode service :
        api.list("/services", Map.of("label", List.of(FunctionLabels.OWNER + "=" + owner)))) {
      FunctionService.read(service, owner).ifPresent(found::add);
    }
    found.forEach(
        service -> {
          before.remove(service.id());
          view.put(service);
        });
    before.forEach(view::drop);
  }

  /** Asks for one of them, which may be gone or a stranger's. */
  Optional<FunctionService> refresh(String id) {
    try {
      Optional<FunctionService> found = FunctionService.read(api.get("/services/" + id), owner);
      found.ifPresent(view::put);
      return found;
    } catch (EngineRefusal refusal) {
      if (!refusal.isNotFound()) {
        throw refusal;
      }
      view.drop(id);
      return Optional.empty();
    }
  }

  /** Asks for a service by its name; a stranger's is empty. */
  Optional<FunctionService> named(String serviceName) {
    return FunctionService.read(api.get("/services/" + serviceName), owner);
  }

  /**
   * Makes a service.
   *
   * @throws EngineRefusal if the name is taken or the engine does not accept it
   */
  void create(ObjectNode specification, Map<String, String> headers) {
    JsonNode made = api.post("/services/create", specification, headers);
    refresh(made.path("ID").asText());
  }

  /**
   * Changes a service as it is now, whoever changed it in the meantime.
   *
   * @param still whether the change still makes sense for the service as it is
   * @return whether it was changed; not if it is gone or the change makes no sense any more
   */
  boolean change(
      FunctionService known, Predicate<FunctionService> still, Consumer<ObjectNode> change) {
    FunctionService service = known;
    for (int attempt = 1; still.test(service); attempt++) {
      ObjectNode specification = service.spec().deepCopy();
      change.accept(specification);
      try {
        api.post(
            "/services/" + service.id() + "/update?version=" + service.version(),
            specification,
            Map.of());
        refresh(service.id());
        return true;
      } catch (EngineRefusal refusal) {
        if (refusal.isNotFound()) {
          view.drop(service.id());
          return false;
        }
        if (!refusal.isOutOfSequence() || attempt == ATTEMPTS) {
          throw refusal;
        }
      }
      Optional<FunctionService> now = refresh(service.id());
      if (now.isEmpty()) {
        return false;
      }
      service = now.get();
    }
    return false;
  }

  /** Writes one label. */
  boolean label(
      FunctionService service, Predicate<FunctionService> still, String key, String value) {
    return change(service, still, spec -> ((ObjectNode) spec.path("Labels")).put(key, value));
  }

  boolean phase(FunctionService service, Predicate<FunctionService> still, Phase phase) {
    return label(service, still, Label.PHASE, phase.label());
  }

  /** Sets the number of replicas and nothing else, so that no task is replaced. */
  boolean scale(FunctionService service, Predicate<FunctionService> still, int replicas) {
    return change(
        service,
        still,
        spec -> ((ObjectNode) spec.path("Mode").path("Replicated")).put("Replicas", replicas));
  }

  /** Has all tasks replaced, new ones first, unless the service was changed since it was read. */
  void replaceTasks(FunctionService service) {
    change(
        service,
        present -> present.version() == service.version(),
        spec -> {
          ObjectNode task = (ObjectNode) spec.path("TaskTemplate");
          task.put("ForceUpdate", task.path("ForceUpdate").asLong() + 1);
        });
  }

  /** Removes a service; one that is gone already is fine. */
  void remove(FunctionService service) {
    try {
      api.delete("/services/" + service.id());
    } catch (EngineRefusal refusal) {
      if (!refusal.isNotFound()) {
        throw refusal;
      }
    }
    view.drop(service.id());
  }
}
