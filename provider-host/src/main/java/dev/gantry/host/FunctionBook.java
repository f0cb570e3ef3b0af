package dev.gantry.host;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.Problem;
import dev.gantry.api.ScaleBounds;
import dev.gantry.host.folder.Reason;
import dev.gantry.host.replica.FunctionRuntime;
import dev.gantry.host.replica.RunningFunction;
import dev.gantry.host.store.Store;
import dev.gantry.host.store.StoredFunction;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.Failed;
import dev.gantry.provider.ChangeOutcome.Refused;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.RestTier;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The functions there should be. Changed by one writer at a time, whose requests have been checked;
 * read at any time. A change is in the database before replicas follow, apart from a wake, for
 * which a caller waits.
 */
final class FunctionBook {

  private static final Logger LOG = LoggerFactory.getLogger(FunctionBook.class);

  /** A slip of the keyboard must not use up all the machine has. */
  private static final int MOST_REPLICAS = 1000;

  private static final String MOST_EXPECTED = "at most " + MOST_REPLICAS + " on one machine";

  private final Store store;
  private final SecretBook secrets;
  private final HostEngine engine;
  private final FunctionRuntime runtime;
  private final Map<FunctionName, RunningFunction> functions = new ConcurrentSkipListMap<>();

  FunctionBook(Store store, SecretBook secrets, HostEngine engine, FunctionRuntime runtime) {
    this.store = store;
    this.secrets = secrets;
    this.engine = engine;
    this.runtime = runtime;
  }

  /**
   * Takes over what an earlier run left and starts everything the database knows.
   *
   * @throws IOException if the engine cannot say what is left
   */
  void load() throws IOException {
    Remains remains = Remains.of(engine.launcher());
    for (StoredFunction stored : store.functions()) {
      RunningFunction function = put(make(stored));
      try {
        secrets.handOut(stored.name(), stored.deployment());
      } catch (IOException failed) {
        warn(function, failed, "a function cannot be prepared");
      }
      remains.handOver(function);
      function.start();
    }
    remains.close();
  }

  Optional<RunningFunction> find(FunctionName name) {
    return Optional.ofNullable(functions.get(name));
  }

  Collection<RunningFunction> all() {
    return functions.values();
  }

  List<FunctionState> list(String namespace) {
    return functions.values().stream()
        .filter(function -> function.name().namespace().equals(namespace))
        .map(RunningFunction::state)
        .toList();
  }

  List<FunctionState> usersOf(String namespace, String secret) {
    return list(namespace).stream()
        .filter(state -> state.deployment().secrets().contains(secret))
        .toList();
  }

  /** Whether a deployment asks for more replicas than one machine is to run. */
  List<Problem> problems(FunctionDeployment deployment) {
    int least = ScaleBounds.of(deployment.labels()).min();
    return least <= MOST_REPLICAS
        ? List.of()
        : List.of(new Problem("labels." + ScaleBounds.MIN, Integer.toString(least), MOST_EXPECTED));
  }

  /** A new function that nobody sees yet. */
  RunningFunction make(FunctionName name, FunctionDeployment deployment) {
    Instant now = now();
    int desired = ScaleBounds.of(deployment.labels()).min();
    return make(new StoredFunction(name, deployment, desired, now, now));
  }

  /** Shows a new function whose image is fetched before it is deployed or dropped. */
  RunningFunction arrive(FunctionName name, FunctionDeployment deployment) {
    RunningFunction function = put(make(name, deployment));
    function.fetching(String.valueOf(deployment.image()));
    return function;
  }

  /** Drops a function that did not come to be deployed. */
  void drop(RunningFunction function) {
    functions.remove(function.name(), function);
    function.abandon();
  }

  ChangeOutcome deploy(RunningFunction function) {
    FunctionState state = function.state();
    try {
      secrets.handOutAfresh(function.name(), state.deployment());
    } catch (IOException failed) {
      return cannotPrepare(failed);
    }
    store.putFunction(
        new StoredFunction(
            function.name(),
            state.deployment(),
            state.desired(),
            state.createdAt(),
            state.updatedAt()));
    put(function).start();
    return new Done();
  }

  ChangeOutcome update(RunningFunction function, FunctionDeployment deployment) {
    try {
      secrets.handOut(function.name(), deployment);
    } catch (IOException failed) {
      return cannotPrepare(failed);
    }
    FunctionState before = function.state();
    ScaleBounds bounds = ScaleBounds.of(deployment.labels());
    int desired = Math.max(bounds.min(), Math.min(before.desired(), bounds.max()));
    Instant now = now();
    store.putFunction(
        new StoredFunction(function.name(), deployment, desired, before.createdAt(), now));
    function.replace(deployment, engine.note(deployment), desired, now);
    return new Done();
  }

  /** Forgets a function, whose replicas go on until they are taken away. */
  void remove(RunningFunction function) {
    store.removeFunction(function.name());
    functions.remove(function.name());
  }

  ChangeOutcome scale(RunningFunction function, int desired) {
    if (desired > MOST_REPLICAS) {
      return Refused.because("replicas", Integer.toString(desired), MOST_EXPECTED);
    }
    store.setDesired(function.name(), desired);
    function.scale(desired);
    return new Done();
  }

  /** Takes all replicas away, unless a call runs. */
  ChangeOutcome restRemoved(RunningFunction function) {
    try {
      ChangeOutcome outcome = function.rest(RestTier.REMOVED);
      if (outcome instanceof Done) {
        store.setDesired(function.name(), 0);
      }
      return outcome;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Failed("interrupted");
    }
  }

  ChangeOutcome wake(RunningFunction function) {
    FunctionState state = function.state();
    if (state.desired() == 0) {
      int desired = Math.max(1, ScaleBounds.of(state.deployment().labels()).min());
      function.scale(desired);
      store.setDesired(function.name(), desired);
    }
    return new Done();
  }

  /** Takes from a function the secrets that its present deployment does not declare. */
  void takeSecretsBack(RunningFunction function) {
    try {
      secrets.takeBack(function.name(), function.state().deployment());
    } catch (IOException failed) {
      warn(function, failed, "a function still has secrets that it does not declare");
    }
  }

  private static void warn(RunningFunction function, IOException failed, String message) {
    LOG.atWarn()
        .addKeyValue("function", function.name())
        .addKeyValue("reason", Reason.of(failed))
        .log(message);
  }

  private RunningFunction make(StoredFunction stored) {
    return new RunningFunction(
        stored.name(),
        stored.deployment(),
        engine.note(stored.deployment()),
        stored.desired(),
        stored.createdAt(),
        stored.updatedAt(),
        runtime);
  }

  private RunningFunction put(RunningFunction function) {
    functions.put(function.name(), function);
    return function;
  }

  private static ChangeOutcome cannotPrepare(IOException failed) {
    return new Failed("the function cannot be prepared: " + Reason.of(failed));
  }

  private Instant now() {
    return runtime.clock().instant();
  }
}
