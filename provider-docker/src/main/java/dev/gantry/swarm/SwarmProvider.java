package dev.gantry.swarm;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionNamespace;
import dev.gantry.api.ProviderInfo;
import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.Heartbeat;
import dev.gantry.provider.Capabilities;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.Failed;
import dev.gantry.provider.ChangeOutcome.NotFound;
import dev.gantry.provider.ChangeOutcome.Refused;
import dev.gantry.provider.ChangeOutcome.Unsupported;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import dev.gantry.provider.Node;
import dev.gantry.provider.PeerDirectory;
import dev.gantry.provider.ProviderException;
import dev.gantry.provider.ReplicaUsage;
import dev.gantry.provider.ReplicaWatcher;
import dev.gantry.provider.RestTier;
import dev.gantry.provider.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Runs functions as services of a Docker Swarm; replicas are their tasks, called at their addresses
 * on the functions' network.
 *
 * <p>The Swarm keeps everything: this provider may end at any moment, and several of them, one for
 * each gateway, may use the same Swarm at once. What another one changes is seen by events and
 * polls. Closing it stops nothing.
 */
public final class SwarmProvider implements FunctionProvider {

  private static final Capabilities CAPABILITIES =
      new Capabilities(Set.of(RestTier.REMOVED), true, true, false, true, true, true);

  private final SwarmProviderSettings settings;
  private final SwarmParts parts;
  private final Heartbeat heartbeat;
  private final Optional<GatewayTasks> gateways;

  private SwarmProvider(
      SwarmProviderSettings settings,
      SwarmParts parts,
      Heartbeat heartbeat,
      Optional<GatewayTasks> gateways) {
    this.settings = settings;
    this.parts = parts;
    this.heartbeat = heartbeat;
    this.gateways = gateways;
  }

  /**
   * Connects to a manager and learns what is there.
   *
   * @throws CannotUseSwarmException if there is no Swarm, or this process is not in a container on
   *     the functions' network
   * @throws ProviderException if the engine cannot be asked
   */
  public static SwarmProvider open(SwarmProviderSettings settings) throws CannotUseSwarmException {
    EngineConnection connection = EngineConnection.open(settings.engine());
    try {
      SwarmApi api = new SwarmApi(connection.transport());
      FunctionsNetwork.Place place = new FunctionsNetwork(api, settings).join();
      SwarmParts parts = new SwarmParts(settings, connection, api, place.id());
      Optional<GatewayTasks> gateways =
          GatewayTasks.find(api, place.id(), place.containerId(), parts.view()::isNodeDown);
      parts.start();
      Heartbeat heartbeat = new Heartbeat(connection, () -> lack(api));
      return new SwarmProvider(settings, parts, heartbeat, gateways);
    } catch (EngineRefusal refusal) {
      connection.close();
      throw new ProviderException("the Swarm cannot be used: " + refusal.reason(), refusal);
    } catch (CannotUseSwarmException | RuntimeException failed) {
      connection.close();
      throw failed;
    }
  }

  @Override
  public ProviderInfo info() {
    return new ProviderInfo("gantry-swarm", settings.version(), "swarm");
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Optional<String> trouble() {
    return heartbeat.trouble();
  }

  private static Optional<String> lack(SwarmApi api) {
    try {
      boolean isManager = api.get("/info").path("Swarm").path("ControlAvailable").asBoolean();
      return isManager
          ? Optional.empty()
          : Optional.of("the Docker engine is not a manager of a Swarm any more");
    } catch (ProviderException | EngineRefusal failed) {
      return Optional.of(String.valueOf(failed.getMessage()));
    }
  }

  @Override
  public List<FunctionNamespace> namespaces() {
    return asked(parts.namespaces()::all);
  }

  @Override
  public ChangeOutcome createNamespace(FunctionNamespace namespace) {
    return written(() -> parts.namespaces().create(namespace));
  }

  @Override
  public ChangeOutcome updateNamespace(FunctionNamespace namespace) {
    return written(() -> parts.namespaces().update(namespace));
  }

  @Override
  public ChangeOutcome removeNamespace(String namespace) {
    return written(
        () -> {
          if (!parts.namespaces().has(namespace)) {
            return new NotFound("namespace " + namespace);
          }
          if (namespace.equals(settings.defaultNamespace())) {
            return Refused.because("namespace", namespace, "another than the default one");
          }
          boolean isUsed =
              !list(namespace).isEmpty() || !parts.secretBook().latest(namespace).isEmpty();
          return isUsed
              ? Refused.because("namespace", namespace, "one without functions and secrets")
              : parts.namespaces().remove(namespace);
        });
  }

  @Override
  public List<FunctionState> list(String namespace) {
    return parts.view().list(namespace);
  }

  @Override
  public Optional<FunctionState> find(FunctionName name) {
    return parts.view().find(name);
  }

  @Override
  public ChangeOutcome deploy(FunctionName name, FunctionDeployment deployment) {
    return parts.functions().deploy(name, deployment);
  }

  @Override
  public ChangeOutcome update(FunctionName name, FunctionDeployment deployment) {
    return parts.functions().update(name, deployment);
  }

  @Override
  public ChangeOutcome remove(FunctionName name) {
    return parts.functions().remove(name);
  }

  @Override
  public ChangeOutcome scale(FunctionName name, int replicas) {
    return parts.functions().scale(name, replicas);
  }

  @Override
  public ChangeOutcome rest(FunctionName name, RestTier tier) {
    return tier == RestTier.REMOVED
        ? parts.functions().rest(name)
        : new Unsupported("a Swarm cannot pause or stop a task, only remove it");
  }

  @Override
  public ChangeOutcome wake(FunctionName name) {
    return parts.functions().wake(name);
  }

  @Override
  public Subscription watch(ReplicaWatcher watcher) {
    return parts.view().watch(watcher);
  }

  @Override
  public Optional<PeerDirectory> peers() {
    return gateways.map(tasks -> tasks);
  }

  @Override
  public List<ReplicaUsage> usage(FunctionName name) {
    return List.of();
  }

  @Override
  public List<Node> nodes() {
    return asked(parts.nodes()::all);
  }

  @Override
  public Optional<LogStream> logs(LogQuery query) {
    return parts.logs().open(query);
  }

  @Override
  public List<String> secrets(String namespace) {
    return asked(() -> List.copyOf(parts.secretBook().latest(namespace).keySet()));
  }

  @Override
  public ChangeOutcome createSecret(String namespace, String name, byte[] value) {
    return written(() -> parts.secrets().create(namespace, name, value));
  }

  @Override
  public ChangeOutcome updateSecret(String namespace, String name, byte[] value) {
    return written(() -> parts.secrets().update(namespace, name, value));
  }

  @Override
  public ChangeOutcome removeSecret(String namespace, String name) {
    return written(() -> parts.secrets().remove(namespace, name));
  }

  private static ChangeOutcome written(Supplier<ChangeOutcome> write) {
    try {
      return write.get();
    } catch (EngineRefusal refusal) {
      return new Failed("the Swarm says: " + refusal.reason());
    }
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (EngineRefusal refusal) {
      throw new ProviderException("the Swarm says: " + refusal.reason(), refusal);
    }
  }

  @Override
  public void close() {
    parts.close();
  }
}
