package dev.gantry.engine;

import dev.gantry.api.VersionInfo;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * How a {@link DockerProvider} is set up.
 *
 * @param dataFolder where what should be is kept, and who this installation is; made if it is not
 *     there
 * @param engine the engine's address, such as {@code unix:///var/run/docker.sock}; empty means what
 *     the environment says, otherwise the usual socket
 * @param network the name of the bridge network of functions; made if it is not there
 * @param access how replicas are reached
 * @param defaultNamespace the namespace that is always there, a DNS label
 * @param drainLimit how long calls of a replica that is taken away may go on when their function
 *     sets no time limit
 * @param startLimit how long a replica may take from its start until it takes calls
 * @param version this program's build
 * @param clock tells the times in states
 */
public record DockerProviderSettings(
    Path dataFolder,
    Optional<String> engine,
    String network,
    ReplicaAccess access,
    String defaultNamespace,
    Duration drainLimit,
    Duration startLimit,
    VersionInfo version,
    Clock clock) {

  /** What a network's name has to look like, as the end of the sentence "expected …". */
  public static final String NETWORK_EXPECTED =
      "a letter or digit, then letters, digits, '_', '.' and '-', at most 128";

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public DockerProviderSettings {
    if (!isNetworkName(network)) {
      throw new IllegalArgumentException(
          "network: " + network + " (expected: " + NETWORK_EXPECTED + ")");
    }
    if (startLimit.isNegative() || startLimit.isZero()) {
      throw new IllegalArgumentException("startLimit: " + startLimit + " (expected: > 0)");
    }
  }

  /** Whether a network may be called so. */
  public static boolean isNetworkName(String text) {
    return text.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");
  }

  /**
   * The usual settings: the engine of the environment, a network {@code gantry}, access by a probe,
   * namespace {@code openfaas-fn}, 60 s for calls to finish, 2 min for a replica to start.
   */
  public static DockerProviderSettings in(Path dataFolder) {
    return new DockerProviderSettings(
        dataFolder,
        Optional.empty(),
        "gantry",
        ReplicaAccess.AUTO,
        "openfaas-fn",
        Duration.ofSeconds(60),
        Duration.ofMinutes(2),
        new VersionInfo("", "", "unknown"),
        Clock.systemUTC());
  }

  public DockerProviderSettings withEngine(String address) {
    return new DockerProviderSettings(
        dataFolder,
        Optional.of(address),
        network,
        access,
        defaultNamespace,
        drainLimit,
        startLimit,
        version,
        clock);
  }

  public DockerProviderSettings withNetwork(String other) {
    return new DockerProviderSettings(
        dataFolder,
        engine,
        other,
        access,
        defaultNamespace,
        drainLimit,
        startLimit,
        version,
        clock);
  }

  public DockerProviderSettings withAccess(ReplicaAccess other) {
    return new DockerProviderSettings(
        dataFolder,
        engine,
        network,
        other,
        defaultNamespace,
        drainLimit,
        startLimit,
        version,
        clock);
  }

  public DockerProviderSettings withDefaultNamespace(String other) {
    return new DockerProviderSettings(
        dataFolder, engine, network, access, other, drainLimit, startLimit, version, clock);
  }

  public DockerProviderSettings withDrainLimit(Duration other) {
    return new DockerProviderSettings(
        dataFolder, engine, network, access, defaultNamespace, other, startLimit, version, clock);
  }

  public DockerProviderSettings withStartLimit(Duration other) {
    return new DockerProviderSettings(
        dataFolder, engine, network, access, defaultNamespace, drainLimit, other, version, clock);
  }

  public DockerProviderSettings withVersion(VersionInfo other) {
    return new DockerProviderSettings(
        dataFolder,
        engine,
        network,
        access,
        defaultNamespace,
        drainLimit,
        startLimit,
        other,
        clock);
  }
}
