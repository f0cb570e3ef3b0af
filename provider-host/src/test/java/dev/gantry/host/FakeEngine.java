package dev.gantry.host;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.LogMessage;
import dev.gantry.api.Problem;
import dev.gantry.api.ProviderInfo;
import dev.gantry.api.VersionInfo;
import dev.gantry.host.folder.CannotStartException;
import dev.gantry.host.folder.HostFolder;
import dev.gantry.host.replica.ReplicaLauncher;
import dev.gantry.host.store.Store;
import dev.gantry.provider.Capabilities;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import dev.gantry.provider.Node;
import dev.gantry.provider.RestTier;
import dev.gantry.tck.MemoryLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.DoubleConsumer;

/** An engine with images, on a {@link FakeMachine}; a test says how fetching goes. */
final class FakeEngine implements HostEngine {

  private static final Capabilities CAPABILITIES =
      new Capabilities(EnumSet.allOf(RestTier.class), true, true, false, false, true, true);

  /** Where it is: fetching an image that is not among these fails. */
  static final Set<String> IMAGES = Set.of("example/echo:1", "example/echo:2");

  private final HostFolder folder;
  private final FakeMachine machine;
  private final MemoryLog log = new MemoryLog();

  /** The secrets that functions have. */
  final Map<FunctionName, Map<String, byte[]>> secrets = new ConcurrentHashMap<>();

  /** Closed while images are held back. */
  volatile CountDownLatch gate = new CountDownLatch(0);

  volatile boolean isInterrupted;

  private FakeEngine(HostFolder folder, FakeMachine machine) {
    this.folder = folder;
    this.machine = machine;
  }

  /** A provider and its engine. */
  record Opened(HostProvider provider, FakeEngine engine) {}

  static Opened open(Path path, FakeMachine machine) throws CannotStartException {
    HostFolder folder = HostFolder.open(path);
    FakeEngine engine = new FakeEngine(folder, machine);
    HostSettings settings =
        new HostSettings("openfaas-fn", Duration.ofSeconds(60), Clock.systemUTC());
    return new Opened(HostProvider.open(engine, Store.open(folder.path()), settings), engine);
  }

  @Override
  public ProviderInfo info() {
    return new ProviderInfo("gantry-fake", new VersionInfo("", "", "test"), "fake");
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public ReplicaLauncher launcher() {
    return machine;
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  public List<Problem> problems(FunctionName name, FunctionDeployment deployment) {
    return deployment.image() == null
        ? List.of(new Problem("image", "", "the image to run"))
        : List.of();
  }

  @Override
  public List<Problem> fetch(
      FunctionName name, FunctionDeployment deployment, DoubleConsumer progress)
      throws IOException, InterruptedException {
    progress.accept(0.5);
    try {
      gate.await();
    } catch (InterruptedException stop) {
      isInterrupted = true;
      throw stop;
    }
    String image = String.valueOf(deployment.image());
    if (image.startsWith("broken/")) {
      throw new IOException("the registry does not answer");
    }
    return IMAGES.contains(image)
        ? List.of()
        : List.of(new Problem("image", image, "one that the registry has"));
  }

  @Override
  public void prepare(
      FunctionName name, FunctionDeployment deployment, Map<String, byte[]> values) {
    secrets.computeIfAbsent(name, any -> new TreeMap<>()).putAll(values);
  }

  @Override
  public void putSecret(FunctionName name, String secret, byte[] value) {
    secrets.computeIfAbsent(name, any -> new TreeMap<>()).put(secret, value);
  }

  @Override
  public void keepSecrets(FunctionName name, Set<String> names) {
    secrets.getOrDefault(name, new TreeMap<>()).keySet().retainAll(new TreeSet<>(names));
  }

  @Override
  public void clear(FunctionName name) {
    secrets.remove(name);
    log.forget(name);
  }

  @Override
  public LogStream logs(LogQuery query) {
    return log.open(query, () -> secrets.containsKey(query.function()));
  }

  @Override
  public void removed(FunctionName name) {
    log.forget(name);
  }

  void writeLine(FunctionName name, String instance, String text) {
    log.add(new LogMessage(name.name(), name.namespace(), instance, Instant.now(), text));
  }

  @Override
  public List<Node> nodes() {
    return List.of();
  }

  @Override
  public void close() {
    try {
      folder.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
