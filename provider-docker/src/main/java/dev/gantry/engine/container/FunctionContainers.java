package dev.gantry.engine.container;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.container.Checkups;
import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.EngineFault;
import dev.gantry.docker.Images;
import dev.gantry.engine.specification.ContainerSpecification;
import dev.gantry.host.replica.ReplicaLauncher;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import dev.gantry.provider.ReplicaUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything of this installation on an engine. Thread-safe; closed by who opened it. */
public final class FunctionContainers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FunctionContainers.class);

  private static final int MOST_STARTS = 32;

  private final EngineConnection engine;
  private final Containers containers;
  private final Removals removals;
  private final EngineEvents events;
  private final Checkups<ContainerReplica> checkups;
  private final SecretVolumes secrets;
  private final ContainerLauncher launcher;
  private final Access access;
  private final Usage usage;
  private final Set<FunctionLog> logs = ConcurrentHashMap.newKeySet();

  private FunctionContainers(
      EngineConnection engine, String owner, Access access, Path stopped, Duration startLimit)
      throws IOException, InterruptedException {
    this.engine = engine;
    this.access = access;
    this.containers = new Containers(engine, owner);
    this.removals = new Removals(containers);
    this.secrets = new SecretVolumes(engine, owner, containers, removals);
    this.usage = new Usage(engine);
    ContainerTools tools =
        new ContainerTools(
            engine,
            new Images(engine),
            access,
            new Readiness(startLimit),
            containers,
            removals,
            new StoppedContainers(stopped),
            new Semaphore(MOST_STARTS));
    this.launcher =
        new ContainerLauncher(
            tools,
            new ContainerSpecification(owner, access.network(), access.isPublished()),
            secrets);
    secrets.removeHelpers();
    this.events = EngineEvents.follow(engine, owner, containers);
    this.checkups = Checkups.start(Checkups.ROUND, this::taking, ContainerReplica::checkUp);
  }

  private List<ContainerReplica> taking() {
    return containers.all().stream().filter(ContainerReplica::takesCalls).toList();
  }

  /**
   * Opens what is there, and makes the network.
   *
   * @param owner the installation's id
   * @param network the network's name
   * @param published whether replicas are to be reached by ports on loopback; empty means by what a
   *     probe finds
   * @param stopped a folder for the names of containers that rest stopped
   * @param startLimit how long a replica may take to become ready
   * @throws IOException if the engine cannot be used as asked; the message is for people
   */
  public static FunctionContainers open(
      EngineConnection engine,
      String owner,
      String network,
      Optional<Boolean> published,
      Path stopped,
      Duration startLimit)
      throws IOException, InterruptedException {
    Access access = new FunctionNetwork(engine, owner, network).open(published);
    LOG.atInfo()
        .addKeyValue("network", network)
        .addKeyValue("access", access.isPublished() ? "published" : "network")
        .log("replicas are containers");
    return new FunctionContainers(engine, owner, access, stopped, startLimit);
  }

  /** Whether replicas are reached by ports on loopback. */
  public boolean isPublished() {
    return access.isPublished();
  }

  public ReplicaLauncher launcher() {
    return launcher;
  }

  /** Takes note of the secrets that replicas launched later are to have. */
  public void prepare(
      FunctionName name, FunctionDeployment deployment, Map<String, byte[]> values) {
    secrets.prepare(name, deployment, values);
  }

  /** Gives the replicas of a function another value. */
  public void putSecret(FunctionName name, String secret, byte[] value)
      throws IOException, InterruptedException {
    secrets.put(name, secret, value);
  }

  /** Removes the secrets of earlier deployments. */
  public void keepCurrentSecrets(FunctionName name) throws IOException {
    guarded(() -> secrets.keepCurrent(name));
  }

  /** Removes what is left of a function that has no replicas. */
  public void clear(FunctionName name) throws IOException {
    guarded(() -> secrets.clear(name));
  }

  /** The functions of which something is left beside containers. */
  public List<FunctionName> functionsWithRemains() throws IOException {
    List<FunctionName> names = new ArrayList<>();
    guarded(() -> names.addAll(secrets.functionsWithVolumes()));
    return names;
  }

  private static void guarded(Runnable request) throws IOException {
    try {
      request.run();
    } catch (RuntimeException failed) {
      throw new IOException(EngineFault.reason(failed), failed);
    }
  }

  /** Opens a log. */
  public LogStream logs(LogQuery query) {
    FunctionLog[] opened = new FunctionLog[1];
    FunctionLog log = new FunctionLog(engine, containers, query, () -> logs.remove(opened[0]));
    opened[0] = log;
    logs.add(log);
    return log;
  }

  /** Ends the logs of a function that is gone. */
  public void endLogs(FunctionName name) {
    logs.stream().filter(log -> log.query().function().equals(name)).forEach(FunctionLog::end);
  }

  /** What the replicas of a function use now. */
  public List<ReplicaUsage> usage(FunctionName name) {
    try {
      List<ReplicaUsage> found = new ArrayList<>();
      for (ContainerReplica replica : containers.of(name)) {
        Optional<ReplicaUsage> one = replica.runs() ? usage.of(replica) : Optional.empty();
        one.ifPresent(found::add);
      }
      usage.keep(
          containers.all().stream().map(ContainerReplica::containerId).collect(Collectors.toSet()));
      return found;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  @Override
  public void close() {
    logs.forEach(FunctionLog::end);
    checkups.close();
    events.close();
    removals.close();
    containers.forgetAll();
  }
}
