package dev.gantry.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.provider.PeerDirectory;
import dev.gantry.provider.ProviderException;
import dev.gantry.swarm.SwarmTask.Stage;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The tasks of the service that this gateway is a task of (ADR 0031). */
final class GatewayTasks implements PeerDirectory {

  private static final String SERVICE = "com.docker.swarm.service.id";
  private static final String TASK = "com.docker.swarm.task.id";

  /** A container is there, so calls may be. */
  private static final Set<Stage> ALIVE = Set.of(Stage.STARTING, Stage.RUNNING);

  private final SwarmApi api;
  private final String networkId;
  private final String serviceId;
  private final String ownTask;
  private final Predicate<String> isNodeDown;

  private GatewayTasks(
      SwarmApi api,
      String networkId,
      String serviceId,
      String ownTask,
      Predicate<String> isNodeDown) {
    this.api = api;
    this.networkId = networkId;
    this.serviceId = serviceId;
    this.ownTask = ownTask;
    this.isNodeDown = isNodeDown;
  }

  /**
   * Looks at the container this process is in.
   *
   * @param isNodeDown whether a node, by its id, is known to be down
   * @return empty where it is no task, so that nobody knows of other gateways
   */
  static Optional<GatewayTasks> find(
      SwarmApi api, String networkId, String containerId, Predicate<String> isNodeDown) {
    JsonNode labels = api.get("/containers/" + containerId + "/json").path("Config").path("Labels");
    String service = labels.path(SERVICE).asText("");
    return service.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new GatewayTasks(api, networkId, service, labels.path(TASK).asText(""), isNodeDown));
  }

  @Override
  public List<InetAddress> others() {
    List<SwarmTask> tasks = new ArrayList<>();
    try {
      for (JsonNode task : api.list("/tasks", Map.of("service", List.of(serviceId)))) {
        tasks.add(SwarmTask.read(task, networkId));
      }
    } catch (EngineRefusal refusal) {
      throw new ProviderException("the Swarm says: " + refusal.reason(), refusal);
    }
    return others(tasks, ownTask, isNodeDown);
  }

  /**
   * Those that may have calls. A task on a node that is down is said to run until the node is back,
   * and there is nobody to ask.
   */
  static List<InetAddress> others(
      List<SwarmTask> tasks, String ownTask, Predicate<String> isNodeDown) {
    return tasks.stream()
        .filter(task -> ALIVE.contains(task.stage()) && !task.id().equals(ownTask))
        .filter(task -> !isNodeDown.test(task.node()))
        .flatMap(task -> task.address().stream())
        .map(address -> address.getAddress())
        .toList();
  }
}
