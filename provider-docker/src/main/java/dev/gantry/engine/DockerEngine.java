package dev.gantry.engine;

import com.github.dockerjava.api.model.Info;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.Problem;
import dev.gantry.api.ProviderInfo;
import dev.gantry.api.VersionInfo;
import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.EngineFault;
import dev.gantry.docker.Heartbeat;
import dev.gantry.engine.container.FunctionContainers;
import dev.gantry.engine.specification.DeploymentCheck;
import dev.gantry.engine.specification.Machine;
import dev.gantry.host.HostEngine;
import dev.gantry.host.folder.HostFolder;
import dev.gantry.host.replica.ReplicaLauncher;
import dev.gantry.provider.Capabilities;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import dev.gantry.provider.Node;
import dev.gantry.provider.ReplicaUsage;
import dev.gantry.provider.RestTier;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Functions as containers of one engine. */
final class DockerEngine implements HostEngine {

  private static final Logger LOG = LoggerFactory.getLogger(DockerEngine.class);

  private static final Capabilities CAPABILITIES =
      new Capabilities(
          Set.of(RestTier.PAUSED, RestTier.STOPPED, RestTier.REMOVED),
          true,
          true,
          true,
          true,
          true,
          true);

  private final HostFolder folder;
  private final EngineConnection connection;
  private final FunctionContainers containers;
  private final ImageFetch images;
  private final Heartbeat heartbeat;
  private final Machine machine;
  private final VersionInfo version;

  DockerEngine(
      HostFolder folder,
      EngineConnection connection,
      FunctionContainers containers,
      Info info,
      VersionInfo version) {
    this.folder = folder;
    this.connection = connection;
    this.containers = containers;
    this.images = new ImageFetch(connection);
    this.heartbeat = new Heartbeat(connection, this::ping);
    this.machine = machine(info);
    this.version = version;
  }

  private Optional<String> ping() {
    connection.client().pingCmd().exec();
    return Optional.empty();
  }

  private static Machine machine(Info info) {
    Map<String, String> labels = new HashMap<>();
    for (String label : info.getLabels() == null ? new String[0] : info.getLabels()) {
      int equals = label.indexOf('=');
      labels.put(equals < 0 ? label : label.substring(0, equals), label.substring(equals + 1));
    }
    Integer processors = info.getNCPU();
    return new Machine(
        String.valueOf(info.getName()),
        String.valueOf(info.getOsType()),
        String.valueOf(info.getArchitecture()),
        processors == null ? Integer.MAX_VALUE / 1000 : processors,
        labels);
  }

  @Override
  public ProviderInfo info() {
    return new ProviderInfo("gantry-docker", version, "docker");
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public ReplicaLauncher launcher() {
    return containers.launcher();
  }

  @Override
  public Optional<String> trouble() {
    return heartbeat.trouble();
  }

  @Override
  public List<Problem> problems(FunctionName name, FunctionDeployment deployment) {
    return DeploymentCheck.problems(deployment, machine);
  }

  @Override
  public Optional<String> note(FunctionDeployment deployment) {
    return DeploymentCheck.note(deployment);
  }

  @Override
  public List<Problem> fetch(
      FunctionName name, FunctionDeployment deployment, DoubleConsumer progress)
      throws IOException, InterruptedException {
    return images.fetch(name, deployment, progress);
  }

  @Override
  public void prepare(
      FunctionName name, FunctionDeployment deployment, Map<String, byte[]> secrets) {
    DeploymentCheck.note(deployment)
        .ifPresent(
            note ->
                LOG.atInfo()
                    .addKeyValue("function", name)
                    .addKeyValue("reason", note)
                    .log("a limit was raised"));
    containers.prepare(name, deployment, secrets);
  }

  @Override
  public void putSecret(FunctionName name, String secret, byte[] value) throws IOException {
    try {
      containers.putSecret(name, secret, value);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }

  /** A function's volume has what it declares, so it is earlier volumes that go. */
  @Override
  public void keepSecrets(FunctionName name, Set<String> secrets) throws IOException {
    containers.keepCurrentSecrets(name);
  }

  @Override
  public void removed(FunctionName name) {
    containers.endLogs(name);
  }

  @Override
  public void clear(FunctionName name) throws IOException {
    containers.clear(name);
  }

  @Override
  public void clearAllBut(Set<FunctionName> known) throws IOException {
    for (FunctionName name : containers.functionsWithRemains()) {
      if (!known.contains(name)) {
        containers.clear(name);
      }
    }
  }

  @Override
  public LogStream logs(LogQuery query) {
    return containers.logs(query);
  }

  @Override
  public List<ReplicaUsage> usage(FunctionState function) {
    return containers.usage(function.name());
  }

  @Override
  public List<Node> nodes() {
    try {
      Info info = connection.client().infoCmd().exec();
      Long memory = info.getMemTotal();
      return List.of(
          new Node(
              String.valueOf(info.getId()),
              machine.hostname(),
              true,
              machine.architecture(),
              machine.processors(),
              memory == null ? 0 : memory,
              ""));
    } catch (RuntimeException failed) {
      return List.of(
          new Node(
              "docker",
              machine.hostname(),
              false,
              machine.architecture(),
              machine.processors(),
              0,
              EngineFault.reason(failed)));
    }
  }

  @Override
  public void close() {
    containers.close();
    connection.close();
    try {
      folder.close();
    } catch (IOException failed) {
      LOG.atWarn().addKeyValue("reason", failed.getMessage()).log("folder lock not released");
    }
  }
}
