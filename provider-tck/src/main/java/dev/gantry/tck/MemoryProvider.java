package dev.gantry.tck;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionNamespace;
import dev.gantry.api.LogMessage;
import dev.gantry.api.Problem;
import dev.gantry.api.ProviderInfo;
import dev.gantry.api.VersionInfo;
import dev.gantry.provider.Capabilities;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.AlreadyExists;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.Failed;
import dev.gantry.provider.ChangeOutcome.NotFound;
import dev.gantry.provider.ChangeOutcome.Refused;
import dev.gantry.provider.ChangeOutcome.Unsupported;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import dev.gantry.provider.Node;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.ReplicaUsage;
import dev.gantry.provider.ReplicaWatcher;
import dev.gantry.provider.RestTier;
import dev.gantry.provider.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A provider for tests that keeps everything in memory and does what the interface says: it starts
 * replicas through the test's {@link ReplicaStarter}, pushes every change to its watcher, and
 * withdraws a replica before it stops it. Below the methods of {@link FunctionProvider} stand those
 * with which a test makes things happen. Thread-safe.
 */
public final class MemoryProvider implements FunctionProvider {

  private final MemorySettings settings;
  private final MemoryEngine engine;
  private final MemoryKeep keep;
  private final MemoryLog log = new MemoryLog();
  private final Map<String, ReplicaUsage> usage = new ConcurrentHashMap<>();

  /** One write after the other. */
  private final ReentrantLock writing = new ReentrantLock();

  private final AtomicReference<@Nullable String> nextFailure = new AtomicReference<>();
  private volatile String trouble = ""; // written by tests

  /** A provider with the default settings. */
  public MemoryProvider() {
    this(MemorySettings.DEFAULT);
  }

  /** A provider with nothing in it but the default namespace. */
  public MemoryProvider(MemorySettings settings) {
    this.settings = settings;
    this.engine = new MemoryEngine(settings);
    this.keep = new MemoryKeep(settings.defaultNamespace());
  }

  @Override
  public ProviderInfo info() {
    return new ProviderInfo("gantry-memory", new VersionInfo("", "", "test"), "memory");
  }

  @Override
  public Capabilities capabilities() {
    return settings.capabilities();
  }

  @Override
  public Optional<String> trouble() {
    return Optional.of(trouble).filter(sentence -> !sentence.isEmpty());
  }

  @Override
  public List<FunctionNamespace> namespaces() {
    return keep.namespaces();
  }

  @Override
  public ChangeOutcome createNamespace(FunctionNamespace namespace) {
    return namespaceChange(
        () -> {
          if (keep.has(namespace.name())) {
            return new AlreadyExists("namespace " + namespace.name());
          }
          keep.put(namespace);
          return new Done();
        });
  }

  @Override
  public ChangeOutcome updateNamespace(FunctionNamespace namespace) {
    return namespaceChange(
        () -> {
          if (!keep.has(namespace.name())) {
            return new NotFound("namespace " + namespace.name());
          }
          keep.put(namespace);
          return new Done();
        });
  }

  @Override
  public ChangeOutcome removeNamespace(String namespace) {
    return namespaceChange(
        () -> {
          if (!keep.has(namespace)) {
            return new NotFound("namespace " + namespace);
          }
          if (namespace.equals(settings.defaultNamespace())) {
            return Refused.because("namespace", namespace, "another than the default one");
          }
          if (!engine.list(namespace).isEmpty() || !keep.secrets(namespace).isEmpty()) {
            return Refused.because("namespace", namespace, "one without functions and secrets");
          }
          keep.remove(namespace);
          return new Done();
        });
  }

  private ChangeOutcome namespaceChange(Supplier<ChangeOutcome> change) {
    return settings.capabilities().editableNamespaces()
        ? change(change)
        : new Unsupported("this provider has one namespace, " + settings.defaultNamespace());
  }

  @Override
  public List<FunctionState> list(String namespace) {
    return engine.list(namespace);
  }

  @Override
  public Optional<FunctionState> find(FunctionName name) {
    return engine.find(name);
  }

  @Override
  public ChangeOutcome deploy(FunctionName name, FunctionDeployment deployment) {
    return change(
        () -> {
          if (engine.find(name).isPresent()) {
            return new AlreadyExists("function " + name);
          }
          List<Problem> problems = problems(name, deployment);
          if (!problems.isEmpty()) {
            return new Refused(problems);
          }
          return engine.add(name, deployment.withoutRegistryAuth())
              ? new Done()
              : new AlreadyExists("function " + name);
        });
  }

  @Override
  public ChangeOutcome update(FunctionName name, FunctionDeployment deployment) {
    return change(
        () -> {
          if (engine.find(name).isEmpty()) {
            return new NotFound("function " + name);
          }
          List<Problem> problems = problems(name, deployment);
          if (!problems.isEmpty()) {
            return new Refused(problems);
          }
          return known(name, engine.replace(name, deployment.withoutRegistryAuth()));
        });
  }

  private List<Problem> problems(FunctionName name, FunctionDeployment deployment) {
    List<Problem> found = new ArrayList<>();
    if (!keep.has(name.namespace())) {
      found.add(new Problem("namespace", name.namespace(), "a namespace that exists"));
    }
    boolean runsImages = settings.capabilities().runsImages();
    String needed = runsImages ? deployment.image() : deployment.envProcess();
    if (needed == null || needed.isBlank()) {
      found.add(
          runsImages
              ? new Problem("image", "", "the image to run")
              : new Problem("envProcess", "", "the command to run"));
    }
    for (String secret : deployment.secrets()) {
      if (!keep.secrets(name.namespace()).contains(secret)) {
        found.add(new Problem("secrets", secret, "a secret that exists in " + name.namespace()));
      }
    }
    return found;
  }

  @Override
  public ChangeOutcome remove(FunctionName name) {
    return change(
        () -> {
          boolean there = engine.remove(name);
          log.forget(name);
          return known(name, there);
        });
  }

  @Override
  public ChangeOutcome scale(FunctionName name, int replicas) {
    return change(() -> known(name, engine.scale(name, replicas)));
  }

  @Override
  public ChangeOutcome rest(FunctionName name, RestTier tier) {
    if (!settings.capabilities().restTiers().contains(tier)) {
      return new Unsupported("this provider has no tier " + tier);
    }
    return change(
        () -> {
          Optional<Boolean> rested = engine.rest(name, tier);
          if (rested.isEmpty()) {
            return new NotFound("function " + name);
          }
          return rested.get()
              ? new Done()
              : Refused.because("function", name.toString(), "one without running calls");
        });
  }

  @Override
  public ChangeOutcome wake(FunctionName name) {
    return change(() -> known(name, engine.wake(name)));
  }

  private static ChangeOutcome known(FunctionName name, boolean there) {
    return there ? new Done() : new NotFound("function " + name);
  }

  @Override
  public Subscription watch(ReplicaWatcher watcher) {
    return engine.watch(watcher);
  }

  @Override
  public List<ReplicaUsage> usage(FunctionName name) {
    if (!settings.capabilities().usage()) {
      return List.of();
    }
    return engine.find(name).stream()
        .flatMap(state -> state.replicas().stream())
        .map(replica -> usage.getOrDefault(replica.id(), new ReplicaUsage(replica.id(), 0, 0)))
        .toList();
  }

  @Override
  public List<Node> nodes() {
    return settings.capabilities().nodes()
        ? List.of(new Node("memory", "memory", true, System.getProperty("os.arch"), 1, 1, ""))
        : List.of();
  }

  @Override
  public Optional<LogStream> logs(LogQuery query) {
    return engine.find(query.function()).isEmpty()
        ? Optional.empty()
        : Optional.of(log.open(query, () -> engine.find(query.function()).isPresent()));
  }

  @Override
  public List<String> secrets(String namespace) {
    return keep.secrets(namespace).stream().sorted().toList();
  }

  @Override
  public ChangeOutcome createSecret(String namespace, String name, byte[] value) {
    return change(
        () -> {
          if (!keep.has(namespace)) {
            return new NotFound("namespace " + namespace);
          }
          if (keep.secrets(namespace).contains(name)) {
            return new AlreadyExists("secret " + name + " in " + namespace);
          }
          keep.putSecret(namespace, name, value);
          return new Done();
        });
  }

  @Override
  public ChangeOutcome updateSecret(String namespace, String name, byte[] value) {
    if (!settings.capabilities().updatableSecrets()) {
      return new Unsupported("this provider cannot change a secret; remove it and create it anew");
    }
    return change(
        () -> {
          if (!keep.secrets(namespace).contains(name)) {
            return new NotFound("secret " + name + " in " + namespace);
          }
          keep.putSecret(namespace, name, value);
          return new Done();
        });
  }

  @Override
  public ChangeOutcome removeSecret(String namespace, String name) {
    return change(
        () -> {
          if (!keep.secrets(namespace).contains(name)) {
            return new NotFound("secret " + name + " in " + namespace);
          }
          List<String> users =
              engine.list(namespace).stream()
                  .filter(state -> state.deployment().secrets().contains(name))
                  .map(state -> state.name().toString())
                  .toList();
          if (!users.isEmpty()) {
            return Refused.because(
                "secret", name, "one that no function uses, but " + String.join(", ", users));
          }
          keep.removeSecret(namespace, name);
          return new Done();
        });
  }

  @Override
  public void close() {
    engine.close();
  }

  private ChangeOutcome change(Supplier<ChangeOutcome> change) {
    writing.lock();
    try {
      String failure = nextFailure.getAndSet(null);
      return failure == null ? change.get() : new Failed(failure);
    } finally {
      writing.unlock();
    }
  }

  /** Says what is wrong with the engine from now on; an empty sentence means nothing. */
  public void setTrouble(String sentence) {
    trouble = sentence;
  }

  /** Makes the next write answer {@link Failed}. */
  public void failNextChange(String why) {
    nextFailure.set(why);
  }

  /** Leaves replicas that are started from now on starting, until a test calls another method. */
  public void holdReadiness() {
    engine.holdReadiness(true);
  }

  /** Makes all starting replicas ready, and those that are started from now on at once. */
  public void releaseReadiness() {
    engine.holdReadiness(false);
  }

  /**
   * Puts a replica into a state, as if the engine had noticed it: ready, failing (without a
   * withdrawal, as in a crash), pulling.
   *
   * @throws IllegalArgumentException if there is no such replica
   */
  public void setReplica(FunctionName name, String replicaId, ReplicaState state) {
    engine.enter(name, replicaId, state);
  }

  /**
   * Lets a replica fail, and come back after a moment.
   *
   * @throws IllegalArgumentException if there is no such replica
   */
  public void crash(FunctionName name, String replicaId, String reason) {
    engine.crash(name, replicaId, reason);
  }

  /** Says what a replica uses. */
  public void setUsage(ReplicaUsage measured) {
    usage.put(measured.replicaId(), measured);
  }

  /** Adds a line to a function's log, with the clock's time. */
  public void addLogLine(FunctionName name, String instance, String text) {
    addLogLine(
        new LogMessage(name.name(), name.namespace(), instance, settings.clock().instant(), text));
  }

  /** Adds a line to a function's log. */
  public void addLogLine(LogMessage line) {
    log.add(line);
  }

  /** A secret's value; empty when there is none of that name. */
  public Optional<byte[]> secretValue(String namespace, String name) {
    return Optional.ofNullable(keep.secret(namespace, name));
  }
}
