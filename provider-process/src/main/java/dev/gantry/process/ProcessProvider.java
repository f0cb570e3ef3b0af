package dev.gantry.process;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionNamespace;
import dev.gantry.api.Problem;
import dev.gantry.api.ProviderInfo;
import dev.gantry.process.folder.CannotStartException;
import dev.gantry.process.folder.FunctionFolder;
import dev.gantry.process.folder.FunctionUser;
import dev.gantry.process.launch.DeploymentCheck;
import dev.gantry.process.launch.FunctionVariables;
import dev.gantry.process.launch.WatchdogLauncher;
import dev.gantry.process.replica.FunctionRuntime;
import dev.gantry.process.replica.ReplicaFeed;
import dev.gantry.process.replica.ReplicaLauncher;
import dev.gantry.process.replica.RunningFunction;
import dev.gantry.process.store.StoreException;
import dev.gantry.process.store.StoredFunction;
import dev.gantry.provider.Capabilities;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.AlreadyExists;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.NotFound;
import dev.gantry.provider.ChangeOutcome.Refused;
import dev.gantry.provider.ChangeOutcome.Unsupported;
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
import dev.gantry.watchdog.process.ProcessStarters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs functions as local processes with nothing to install: each replica is a watchdog in this JVM
 * that listens on a loopback port and forks the function's command for every call.
 *
 * <p>Everything is kept in the data folder, which one process uses at a time. What should be
 * survives the end of this program at any moment; process groups that a killed one left are ended
 * when the folder is opened again.
 */
public final class ProcessProvider implements FunctionProvider {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessProvider.class);

  private static final Capabilities CAPABILITIES =
      new Capabilities(Set.of(RestTier.REMOVED), false, false, false, true, true, true);

  private final ProcessProviderSettings settings;
  private final OpenFolder open;
  private final ReplicaFeed feed = new ReplicaFeed();
  private final Writes writes = new Writes();
  private final Departures departures;
  private final NamespaceBook namespaces;
  private final SecretBook secrets;
  private final FunctionBook functions;

  private ProcessProvider(
      ProcessProviderSettings settings,
      OpenFolder open,
      Function<OpenFolder, ReplicaLauncher> launcher) {
    this.settings = settings;
    this.open = open;
    this.departures = new Departures(open.folder(), open.logs());
    this.namespaces = new NamespaceBook(open.store(), settings.defaultNamespace());
    this.secrets = new SecretBook(open);
    Openings openings = new Openings(open.store().countOpening());
    this.functions =
        new FunctionBook(
            open.store(),
            secrets,
            new FunctionRuntime(
                launcher.apply(open),
                feed,
                openings::nextRevision,
                openings::nextReplicaId,
                settings.drainLimit(),
                settings.clock()));
  }

  /**
   * Takes the data folder, ends what a killed predecessor left, and starts every function again.
   *
   * @throws CannotStartException if a person has to change something first
   */
  public static ProcessProvider open(ProcessProviderSettings settings) throws CannotStartException {
    return open(settings, open -> watchdogs(settings, open));
  }

  /** What launches real replicas. */
  static ReplicaLauncher watchdogs(ProcessProviderSettings settings, OpenFolder open) {
    return new WatchdogLauncher(
        open.folder(),
        open.logs(),
        ProcessStarters.fastest(ProcessProvider::warn, open.processLedger()),
        settings.path());
  }

  private static void warn(String sentence) {
    LOG.atWarn().addKeyValue("reason", sentence).log("processes start slower than they could");
  }

  static ProcessProvider open(
      ProcessProviderSettings settings, Function<OpenFolder, ReplicaLauncher> launcher)
      throws CannotStartException {
    OpenFolder open = OpenFolder.open(settings);
    try {
      ProcessProvider provider = new ProcessProvider(settings, open, launcher);
      provider.clearRemains();
      provider.functions.load();
      return provider;
    } catch (StoreException | IOException failed) {
      open.close();
      throw new CannotStartException(
          "cannot read the data folder " + settings.dataFolder() + ": " + failed.getMessage(),
          failed);
    } catch (RuntimeException failed) {
      open.close();
      throw failed;
    }
  }

  private void clearRemains() throws IOException {
    Set<FunctionName> known =
        Set.copyOf(open.store().functions().stream().map(StoredFunction::name).toList());
    for (FunctionName name : open.folder().functionsWithFolders()) {
      if (!known.contains(name)) {
        departures.clear(name);
      }
    }
    open.logs().keep(known);
  }

  /** Whose rights functions have; a program says so when it starts. */
  public FunctionUser runsFunctionsAs() {
    return open.user();
  }

  @Override
  public ProviderInfo info() {
    return new ProviderInfo("gantry-process", settings.version(), "process");
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Optional<String> trouble() {
    try {
      open.store().check();
      return Optional.empty();
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
    Optional<ChangeOutcome> outcome = Optional.empty();
    while (outcome.isEmpty()) {
      departures.await(name);
      outcome = writes.inTurn(() -> deployUnlessDeparting(name, deployment));
    }
    return outcome.get();
  }

  private Optional<ChangeOutcome> deployUnlessDeparting(
      FunctionName name, FunctionDeployment deployment) {
    if (departures.has(name)) {
      return Optional.empty();
    }
    if (functions.find(name).isPresent()) {
      return Optional.of(new AlreadyExists("function " + name));
    }
    List<Problem> problems = problems(name, deployment);
    return Optional.of(
        problems.isEmpty()
            ? functions.deploy(name, deployment.withoutRegistryAuth())
            : new Refused(problems));
  }

  @Override
  public ChangeOutcome update(FunctionName name, FunctionDeployment deployment) {
    return change(
        name,
        function -> {
          List<Problem> problems = problems(name, deployment);
          if (!problems.isEmpty()) {
            return new Refused(problems);
          }
          boolean loses =
              !deployment.secrets().containsAll(function.state().deployment().secrets());
          ChangeOutcome outcome = functions.update(function, deployment.withoutRegistryAuth());
          if (loses) {
            Thread.startVirtualThread(() -> takeSecretsBack(function));
          }
          return outcome;
        });
  }

  private void takeSecretsBack(RunningFunction function) {
    try {
      function.awaitReplaced();
      writes.inTurn(
          () -> {
            functions.takeSecretsBack(function);
            return true;
          });
    } catch (InterruptedException | ProviderException stop) {
      // The provider is being closed; the next start takes them back.
    }
  }

  private List<Problem> problems(FunctionName name, FunctionDeployment deployment) {
    FunctionFolder folder = open.folder().of(name);
    List<Problem> found = new ArrayList<>();
    if (!namespaces.has(name.namespace())) {
      found.add(new Problem("namespace", name.namespace(), "a namespace that exists"));
    }
    found.addAll(secrets.problems(name, deployment));
    found.addAll(functions.problems(deployment));
    found.addAll(
        DeploymentCheck.problems(
            FunctionVariables.of(name, deployment, folder, settings.path()), folder));
    return found;
  }

  @Override
  public ChangeOutcome remove(FunctionName name) {
    return change(
        name,
        function -> {
          functions.remove(function);
          departures.begin(function);
          return new Done();
        });
  }

  @Override
  public ChangeOutcome scale(FunctionName name, int replicas) {
    return change(name, function -> functions.scale(function, replicas));
  }

  @Override
  public ChangeOutcome rest(FunctionName name, RestTier tier) {
    return tier == RestTier.REMOVED
        ? change(name, functions::rest)
        : new Unsupported("the process provider cannot pause or stop a replica, only remove it");
  }

  @Override
  public ChangeOutcome wake(FunctionName name) {
    return change(name, functions::wake);
  }

  private ChangeOutcome change(FunctionName name, Function<RunningFunction, ChangeOutcome> change) {
    return writes.inTurn(
        () -> functions.find(name).map(change).orElseGet(() -> new NotFound("function " + name)));
  }

  @Override
  public Subscription watch(ReplicaWatcher watcher) {
    Subscription subscription = feed.open(watcher);
    functions.all().forEach(RunningFunction::announce);
    return subscription;
  }

  @Override
  public List<ReplicaUsage> usage(FunctionName name) {
    return List.of();
  }

  @Override
  public List<Node> nodes() {
    return List.of(Machine.here());
  }

  @Override
  public Optional<LogStream> logs(LogQuery query) {
    if (functions.find(query.function()).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(open.logs().of(query.function()).read(query));
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
    feed.close();
    try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
      functions.all().forEach(function -> closing.execute(function::close));
      closing.execute(departures::close);
    }
    open.close();
  }
}
