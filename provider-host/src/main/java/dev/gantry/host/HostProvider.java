package dev.gantry.host;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionNamespace;
import dev.gantry.api.ProviderInfo;
import dev.gantry.host.folder.CannotStartException;
import dev.gantry.host.folder.Reason;
import dev.gantry.host.replica.FunctionRuntime;
import dev.gantry.host.replica.ReplicaFeed;
import dev.gantry.host.replica.RunningFunction;
import dev.gantry.host.store.Store;
import dev.gantry.host.store.StoreException;
import dev.gantry.host.store.StoredFunction;
import dev.gantry.provider.Capabilities;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.NotFound;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import dev.gantry.provider.Node;
import dev.gantry.provider.ProviderException;
import dev.gantry.provider.ReplicaUsage;
import dev.gantry.provider.ReplicaWatcher;
import dev.gantry.provider.RestTier;
import dev.gantry.provider.Subscription;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A provider on one machine: what should be is in its database, and survives the end of this
 * program at any moment; replicas are run by a {@link HostEngine}. A provider of a kind extends it
 * with a way to be opened.
 */
public class HostProvider implements FunctionProvider {

  private final HostEngine engine;
  private final Store store;
  private final ReplicaFeed feed = new ReplicaFeed();
  private final Writes writes = new Writes();
  private final Departures departures;
  private final NamespaceBook namespaces;
  private final SecretBook secrets;
  private final FunctionBook functions;
  private final Fetches fetches;
  private final FunctionWrites functionWrites;

  /**
   * A provider that does nothing before {@link #load}.
   *
   * @param engine runs the replicas; closed with this
   * @param store what should be; closed with this
   */
  protected HostProvider(HostEngine engine, Store store, HostSettings settings) {
    this.engine = engine;
    this.store = store;
    this.departures = new Departures(engine);
    this.namespaces = new NamespaceBook(store, settings.defaultNamespace());
    this.secrets = new SecretBook(store, engine);
    Openings openings = new Openings(store.countOpening());
    this.functions =
        new FunctionBook(
            store,
            secrets,
            engine,
            new FunctionRuntime(
                engine.launcher(),
                feed,
                openings::nextRevision,
                openings::nextReplicaId,
                settings.drainLimit(),
                settings.clock()));
    this.fetches = new Fetches(engine);
    this.functionWrites =
        new FunctionWrites(engine, writes, namespaces, secrets, functions, departures, fetches);
  }

  /**
   * Opens a provider: takes over what an earlier run left, and starts the replicas there should be.
   *
   * @param engine runs the replicas; closed with the provider, and if this fails
   * @param store what should be; closed with the provider, and if this fails
   * @throws CannotStartException if a person has to change something first
   */
  public static HostProvider open(HostEngine engine, Store store, HostSettings settings)
      throws CannotStartException {
    return open(engine, store, () -> new HostProvider(engine, store, settings));
  }

  /** As {@link #open(HostEngine, Store, HostSettings)}, of a kind of its own. */
  protected static <T extends HostProvider> T open(
      HostEngine engine, Store store, Supplier<T> maker) throws CannotStartException {
    try {
      T provider = maker.get();
      HostProvider host = provider;
      host.load();
      return provider;
    } catch (StoreException | IOException failed) {
      release(engine, store);
      String why =
          failed instanceof IOException broken
              ? Reason.of(broken)
              : String.valueOf(failed.getMessage());
      throw new CannotStartException("cannot take over what an earlier run left: " + why, failed);
    } catch (RuntimeException failed) {
      release(engine, store);
      throw failed;
    }
  }

  private static void release(HostEngine engine, Store store) {
    store.close();
    engine.close();
  }

  private void load() throws IOException {
    engine.clearAllBut(
        store.functions().stream().map(StoredFunction::name).collect(Collectors.toSet()));
    functionWrites.load();
  }

  @Override
  public ProviderInfo info() {
    return engine.info();
  }

  @Override
  public Capabilities capabilities() {
    return engine.capabilities();
  }

  @Override
  public Optional<String> trouble() {
    try {
      store.check();
      return engine.trouble();
    } catch (StoreException failed) {
      return Optional.of(String.valueOf(failed.getMessage()));
    }
  }

  @Override
  public List<FunctionNamespace> namespaces() {
    return namespaces.all();
  }

  @Override
  public ChangeOutcome createNamespace(FunctionNamespace namespace) {
    return writes.inTurn(() -> namespaces.create(namespace));
  }

  @Override
  public ChangeOutcome updateNamespace(FunctionNamespace namespace) {
    return writes.inTurn(() -> namespaces.update(namespace));
  }

  @Override
  public ChangeOutcome removeNamespace(String namespace) {
    return writes.inTurn(
        () ->
            namespaces.remove(
                namespace,
                !functions.list(namespace).isEmpty() || !secrets.names(namespace).isEmpty()));
  }

  @Override
  public List<FunctionState> list(String namespace) {
    return functions.list(namespace);
  }

  @Override
  public Optional<FunctionState> find(FunctionName name) {
    return functions.find(name).map(RunningFunction::state);
  }

  @Override
  public ChangeOutcome deploy(FunctionName name, FunctionDeployment deployment) {
    return functionWrites.deploy(name, deployment);
  }

  @Override
  public ChangeOutcome update(FunctionName name, FunctionDeployment deployment) {
    return functionWrites.update(name, deployment);
  }

  @Override
  public ChangeOutcome remove(FunctionName name) {
    return functionWrites.remove(name);
  }

  @Override
  public ChangeOutcome scale(FunctionName name, int replicas) {
    return functionWrites.scale(name, replicas);
  }

  @Override
  public ChangeOutcome rest(FunctionName name, RestTier tier) {
    return functionWrites.rest(name, tier);
  }

  @Override
  public ChangeOutcome wake(FunctionName name) {
    return functionWrites.wake(name);
  }

  @Override
  public Subscription watch(ReplicaWatcher watcher) {
    Subscription subscription = feed.open(watcher);
    functions.all().forEach(RunningFunction::announce);
    return subscription;
  }

  @Override
  public List<ReplicaUsage> usage(FunctionName name) {
    return find(name).map(engine::usage).orElse(List.of());
  }

  @Override
  public List<Node> nodes() {
    return engine.nodes();
  }

  @Override
  public Optional<LogStream> logs(LogQuery query) {
    if (functions.find(query.function()).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(engine.logs(query));
    } catch (IOException failed) {
      throw new ProviderException("the log of " + query.function() + " could not be read", failed);
    }
  }

  @Override
  public List<String> secrets(String namespace) {
    return writes.inTurn(() -> secrets.names(namespace));
  }

  @Override
  public ChangeOutcome createSecret(String namespace, String name, byte[] value) {
    return writes.inTurn(
        () ->
            namespaces.has(namespace)
                ? secrets.create(namespace, name, value)
                : new NotFound("namespace " + namespace));
  }

  @Override
  public ChangeOutcome updateSecret(String namespace, String name, byte[] value) {
    return writes.inTurn(
        () -> secrets.update(namespace, name, value, functions.usersOf(namespace, name)));
  }

  @Override
  public ChangeOutcome removeSecret(String namespace, String name) {
    return writes.inTurn(() -> secrets.remove(namespace, name, functions.usersOf(namespace, name)));
  }

  @Override
  public void close() {
    if (!writes.end()) {
      return;
    }
    fetches.close();
    feed.close();
    try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
      functions.all().forEach(function -> closing.execute(function::close));
      closing.execute(departures::close);
    }
    release(engine, store);
  }
}
