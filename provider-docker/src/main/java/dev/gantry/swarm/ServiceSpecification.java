package dev.gantry.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.api.ApiJson;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.container.Amounts;
import dev.gantry.container.FunctionLabels;
import dev.gantry.container.FunctionVariables;
import dev.gantry.container.StopGrace;
import dev.gantry.swarm.SwarmProviderSettings.EndpointMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What the Swarm is asked to run for one generation of a function.
 *
 * @param deployment as it was sent, without credentials
 * @param secrets what the deployment's secrets are on the Swarm, in its order
 * @param networkId the functions' network
 * @param stopGrace how long a container may take to stop before it is killed
 */
record ServiceSpecification(
    FunctionName name,
    FunctionDeployment deployment,
    int generation,
    Phase phase,
    int replicas,
    Instant createdAt,
    Instant updatedAt,
    List<StoredSecret> secrets,
    String networkId,
    Duration stopGrace,
    SwarmProviderSettings settings) {

  private static final long RESTART_DELAY = Duration.ofSeconds(1).toNanos();
  private static final long MONITOR = Duration.ofSeconds(15).toNanos();
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int READABLE_BY_ALL = 0444;

  ObjectNode json() {
    ObjectNode spec = SwarmApi.JSON.createObjectNode();
    spec.put("Name", ServiceName.of(name, generation, settings.defaultNamespace()));
    serviceLabels().forEach(spec.putObject("Labels")::put);
    task(spec.putObject("TaskTemplate"));
    spec.putObject("Mode").putObject("Replicated").put("Replicas", replicas);
    update(spec.putObject("UpdateConfig"), "rollback");
    update(spec.putObject("RollbackConfig"), "pause");
    spec.putObject("EndpointSpec")
        .put("Mode", settings.endpointMode() == EndpointMode.VIP ? "vip" : "dnsrr");
    return spec;
  }

  private Map<String, String> serviceLabels() {
    Map<String, String> labels = containerLabels();
    labels.put(Label.DEPLOYMENT, new String(ApiJson.write(deployment), UTF_8));
    labels.put(Label.CREATED, createdAt.toString());
    labels.put(Label.UPDATED, updatedAt.toString());
    labels.put(Label.GENERATION, Integer.toString(generation));
    labels.put(Label.PHASE, phase.label());
    return labels;
  }

  private Map<String, String> containerLabels() {
    return FunctionLabels.ofContainer(name, deployment, settings.owner());
  }

  private void task(ObjectNode task) {
    container(task.putObject("ContainerSpec"));
    ObjectNode resources = task.putObject("Resources");
    Amounts amounts = Amounts.of(deployment);
    put(resources.putObject("Limits"), amounts.memory(), amounts.cpuMillis());
    put(resources.putObject("Reservations"), amounts.reservedMemory(), amounts.reservedCpuMillis());
    task.putObject("RestartPolicy").put("Condition", "any").put("Delay", RESTART_DELAY);
    ArrayNode constraints = task.putObject("Placement").putArray("Constraints");
    if (deployment.constraints().isEmpty()) {
      constraints.add("node.platform.os == linux");
    }
    deployment.constraints().forEach(constraints::add);
    task.putArray("Networks")
        .addObject()
        .put("Target", networkId)
        .putArray("Aliases")
        .add(ServiceName.of(name, 1, settings.defaultNamespace()));
  }

  private void container(ObjectNode container) {
    container.put("Image", deployment.image());
    containerLabels().forEach(container.putObject("Labels")::put);
    ArrayNode variables = container.putArray("Env");
    variables().forEach((key, value) -> variables.add(key + "=" + value));
    container.put("StopGracePeriod", stopGrace.toNanos());
    // A Swarm withholds a task until its first check has passed; readiness is our own probe.
    container.putObject("Healthcheck").putArray("Test").add("NONE");
    if (deployment.readOnlyRootFilesystem()) {
      container.put("ReadOnly", true);
      container.putArray("Mounts").addObject().put("Type", "tmpfs").put("Target", "/tmp");
    }
    ArrayNode mounted = container.putArray("Secrets");
    for (StoredSecret secret : secrets) {
      mounted
          .addObject()
          .put("SecretID", secret.id())
          .put("SecretName", secret.swarmName())
          .putObject("File")
          .put("Name", "/var/openfaas/secrets/" + secret.name())
          .put("UID", "0")
          .put("GID", "0")
          .put("Mode", READABLE_BY_ALL);
    }
  }

  private Map<String, String> variables() {
    Map<String, String> variables = FunctionVariables.of(deployment);
    variables.putIfAbsent(StopGrace.PAUSE, StopTimes.text(settings.stopPause()));
    variables.put("OPENFAAS_NAME", name.name());
    variables.put("OPENFAAS_NAMESPACE", name.namespace());
    return variables;
  }

  private static void put(ObjectNode node, OptionalLong memoryBytes, OptionalLong cpuMillis) {
    memoryBytes.ifPresent(bytes -> node.put("MemoryBytes", bytes));
    cpuMillis.ifPresent(millis -> node.put("NanoCPUs", millis * NANOS_PER_MILLI));
  }

  /** For people who change a service by hand; this provider replaces it instead (ADR 0019). */
  private static void update(ObjectNode update, String onFailure) {
    update
        .put("Parallelism", 1)
        .put("FailureAction", onFailure.toLowerCase(Locale.ROOT))
        .put("Monitor", MONITOR)
        .put("Order", "start-first");
  }
}
