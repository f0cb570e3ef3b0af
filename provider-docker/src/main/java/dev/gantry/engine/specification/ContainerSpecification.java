package dev.gantry.engine.specification;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.LogConfig.LoggingType;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.VolumeOptions;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.container.Amounts;
import dev.gantry.container.FunctionVariables;
import dev.gantry.host.replica.ReplicaOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an engine is asked for to run a replica.
 *
 * @param owner the installation's id
 * @param network the network of functions
 * @param isPublished whether the replica's port is published on loopback
 */
public record ContainerSpecification(String owner, String network, boolean isPublished) {

  /** Where watchdogs listen. */
  public static final ExposedPort PORT = ExposedPort.tcp(8080);

  /** Where functions find their secrets. */
  public static final String SECRETS = "/var/openfaas/secrets";

  private static final Map<String, String> LOG_BOUNDS = Map.of("max-size", "10m", "max-file", "2");
  private static final int SHARES_OF_A_PROCESSOR = 1024;

  /** The name of a replica's container; another installation's have other ones. */
  public String containerName(String replicaId) {
    return replicaId + "." + owner.substring(0, 8);
  }

  /**
   * Completes a request for a container of the deployment's image.
   *
   * @param userId the number of the image's user, if it has one
   * @param secrets the volume with the function's secrets
   */
  public CreateContainerCmd fill(
      CreateContainerCmd command,
      ReplicaOrder order,
      OptionalLong userId,
      Optional<String> secrets) {
    Map<String, String> variables = FunctionVariables.of(order.deployment());
    return command
        .withName(containerName(order.replicaId()))
        .withLabels(OurLabels.of(order, owner))
        .withEnv(variables.entrySet().stream().map(v -> v.getKey() + "=" + v.getValue()).toList())
        .withExposedPorts(PORT)
        .withStopTimeout(Grace.seconds(variables))
        // Checks run inside the container's memory limit, and nobody here waits for them (ADR
        // 0016).
        .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
        .withHostConfig(host(order.deployment(), tmp(order, userId), secrets));
  }

  /**
   * Images from scratch have no /tmp, and without one the watchdog does not start. It belongs to
   * the image's user, because when a container is started again the mode is that of the folder
   * below, which the engine made for the first start.
   */
  private static Map<String, String> tmp(ReplicaOrder order, OptionalLong userId) {
    String exec = order.deployment().readOnlyRootFilesystem() ? "noexec" : "exec";
    String owner = userId.isPresent() ? ",uid=" + userId.getAsLong() : "";
    return Map.of("/tmp", "rw,nosuid,nodev," + exec + ",mode=1777" + owner);
  }

  private HostConfig host(
      FunctionDeployment deployment, Map<String, String> tmp, Optional<String> secrets) {
    HostConfig host =
        new HostConfig()
            .withNetworkMode(network)
            .withReadonlyRootfs(deployment.readOnlyRootFilesystem())
            .withTmpFs(tmp)
            .withRestartPolicy(RestartPolicy.noRestart())
            .withSecurityOpts(List.of("no-new-privileges"))
            .withLogConfig(new LogConfig(LoggingType.JSON_FILE, LOG_BOUNDS));
    secrets.ifPresent(volume -> host.withMounts(List.of(mount(volume))));
    if (isPublished) {
      host.withPortBindings(new PortBinding(Binding.bindIp("127.0.0.1"), PORT));
    }
    limit(host, Amounts.of(deployment));
    return host;
  }

  private static Mount mount(String volume) {
    return new Mount()
        .withType(MountType.VOLUME)
        .withSource(volume)
        .withTarget(SECRETS)
        .withReadOnly(true)
        .withVolumeOptions(new VolumeOptions().withNoCopy(true));
  }

  private static void limit(HostConfig host, Amounts amounts) {
    // Swap would make the limit twice as large, and a function at its limit very slow.
    amounts.memory().ifPresent(bytes -> host.withMemory(bytes).withMemorySwap(bytes));
    // At least the floor, as the limit is.
    amounts
        .reservedMemory()
        .ifPresent(bytes -> host.withMemoryReservation(Math.max(Amounts.LEAST_MEMORY, bytes)));
    amounts.cpuMillis().ifPresent(millis -> host.withNanoCPUs(millis * 1_000_000));
    amounts
        .reservedCpuMillis()
        .ifPresent(
            millis ->
                host.withCpuShares(Math.clamp(millis * SHARES_OF_A_PROCESSOR / 1000, 2, 262_144)));
  }
}
