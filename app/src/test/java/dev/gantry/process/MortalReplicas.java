package dev.gantry.process;

import static java.util.Objects.requireNonNull;

import dev.gantry.api.FunctionName;
import dev.gantry.host.folder.CannotStartException;
import dev.gantry.host.replica.ReplicaLauncher;
import dev.gantry.host.replica.ReplicaOrder;
import dev.gantry.host.replica.RunningReplica;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The process provider with replicas that can be ended behind its back, as a crash ends them:
 * neither it nor its watchers hear of it. Functions find the id of their replica in {@code
 * REPLICA}. Thread-safe.
 */
public final class MortalReplicas implements AutoCloseable {

  private final Map<String, RunningReplica> running = new ConcurrentHashMap<>();
  private final Path data;
  private final ProcessProvider provider;

  private MortalReplicas(Path data) throws CannotStartException {
    ProcessProviderSettings settings = ProcessProviderSettings.in(data);
    this.data = data;
    this.provider =
        ProcessProvider.open(settings, open -> mortal(ProcessProvider.watchdogs(settings, open)));
  }

  /** Opens a provider on a data folder. */
  public static MortalReplicas open(Path data) throws CannotStartException {
    return new MortalReplicas(data);
  }

  /** The provider; closed with this. */
  public ProcessProvider provider() {
    return provider;
  }

  /** The ids of all replicas that were launched. */
  public Set<String> launched() {
    return new TreeSet<>(running.keySet());
  }

  /** Closes a replica's listener and connections and kills its processes, at once. */
  public void kill(String replicaId) {
    requireNonNull(running.get(replicaId)).close();
  }

  /** Where a function's processes start. */
  public Path home(FunctionName function) {
    return data.resolve("functions")
        .resolve(function.namespace())
        .resolve(function.name())
        .resolve("home");
  }

  private ReplicaLauncher mortal(ReplicaLauncher real) {
    return order -> launch(real, order);
  }

  private RunningReplica launch(ReplicaLauncher real, ReplicaOrder order)
      throws IOException, InterruptedException {
    Map<String, String> variables = new HashMap<>(order.deployment().envVars());
    variables.put("REPLICA", order.replicaId());
    RunningReplica replica =
        real.launch(
            new ReplicaOrder(
                order.function(),
                order.deployment().withEnvVars(variables),
                order.deployedAt(),
                order.replicaId()));
    running.put(order.replicaId(), replica);
    return replica;
  }

  @Override
  public void close() {
    provider.close();
  }
}
