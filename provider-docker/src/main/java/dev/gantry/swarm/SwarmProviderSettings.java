package dev.gantry.swarm;

import dev.gantry.api.VersionInfo;
import java.time.Duration;
import java.util.Optional;

/**
 * How a Swarm is used.
 *
 * @param engine a manager's engine, such as {@code unix:///var/run/docker.sock}; empty means what
 *     the environment says
 * @param network the attachable overlay that functions and gateways are on; made when it is absent
 * @param owner which services, secrets and configs are this installation's; the same for all its
 *     gateways
 * @param defaultNamespace the namespace of functions that name none
 * @param endpointMode what the services' names resolve to; the gateway itself uses the addresses of
 *     tasks
 * @param updateLimit how long the replicas of an update may take to become ready before it is
 *     rolled back
 * @param stopPause how long a replica goes on serving after it was told to stop, so that every
 *     gateway has taken it out of rotation before it refuses calls; becomes the variable {@code
 *     healthcheck_interval} of functions that do not set it
 * @param drainLimit how long calls may take to end before a replica is stopped all the same
 * @param version this build
 */
public record SwarmProviderSettings(
    Optional<String> engine,
    String network,
    String owner,
    String defaultNamespace,
    EndpointMode endpointMode,
    Duration updateLimit,
    Duration stopPause,
    Duration drainLimit,
    VersionInfo version) {

  /** What the name of a service resolves to on the overlay. */
  public enum EndpointMode {
    /** The addresses of its tasks; works everywhere. */
    DNSRR,
    /** One virtual address, which needs IPVS in the kernel. */
    VIP
  }

  /** The defaults. */
  public static final SwarmProviderSettings DEFAULT =
      new SwarmProviderSettings(
          Optional.empty(),
          "functions",
          "gantry",
          "openfaas-fn",
          EndpointMode.DNSRR,
          Duration.ofMinutes(2),
          Duration.ofSeconds(2),
          Duration.ofMinutes(1),
          new VersionInfo("", "", "dev"));

  /** The same with another engine. */
  public SwarmProviderSettings withEngine(String address) {
    return new SwarmProviderSettings(
        Optional.of(address),
        network,
        owner,
        defaultNamespace,
        endpointMode,
        updateLimit,
        stopPause,
        drainLimit,
        version);
  }

  /** The same with another network. */
  public SwarmProviderSettings withNetwork(String other) {
    return new SwarmProviderSettings(
        engine,
        other,
        owner,
        defaultNamespace,
        endpointMode,
        updateLimit,
        stopPause,
        drainLimit,
        version);
  }

  /** The same with another default namespace. */
  public SwarmProviderSettings withDefaultNamespace(String other) {
    return new SwarmProviderSettings(
        engine, network, owner, other, endpointMode, updateLimit, stopPause, drainLimit, version);
  }

  /** The same for another build. */
  public SwarmProviderSettings withVersion(VersionInfo other) {
    return new SwarmProviderSettings(
        engine,
        network,
        owner,
        defaultNamespace,
        endpointMode,
        updateLimit,
        stopPause,
        drainLimit,
        other);
  }

  /** The same with another owner. */
  public SwarmProviderSettings withOwner(String other) {
    return new SwarmProviderSettings(
        engine,
        network,
        other,
        defaultNamespace,
        endpointMode,
        updateLimit,
        stopPause,
        drainLimit,
        version);
  }

  /** The same with another endpoint mode. */
  public SwarmProviderSettings withEndpointMode(EndpointMode other) {
    return new SwarmProviderSettings(
        engine,
        network,
        owner,
        defaultNamespace,
        other,
        updateLimit,
        stopPause,
        drainLimit,
        version);
  }

  /** The same with another limit for updates. */
  public SwarmProviderSettings withUpdateLimit(Duration other) {
    return new SwarmProviderSettings(
        engine,
        network,
        owner,
        defaultNamespace,
        endpointMode,
        other,
        stopPause,
        drainLimit,
        version);
  }
}
