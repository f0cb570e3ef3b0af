package dev.gantry.host;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.Problem;
import dev.gantry.host.replica.RunningFunction;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.AlreadyExists;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.Failed;
import dev.gantry.provider.ChangeOutcome.NotFound;
import dev.gantry.provider.ChangeOutcome.Refused;
import dev.gantry.provider.ChangeOutcome.Unsupported;
import dev.gantry.provider.ProviderException;
import dev.gantry.provider.RestTier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The writes to functions: what is checked, and in what order things happen. What takes long, such
 * as fetching an image, happens between two turns of {@link Writes}, and what was checked before it
 * is checked again after it. Thread-safe.
 */
final class FunctionWrites {

  private final HostEngine engine;
  private final Writes writes;
  private final NamespaceBook namespaces;
  private final SecretBook secrets;
  private final FunctionBook functions;
  private final Departures departures;
  private final Fetches fetches;

  FunctionWrites(
      HostEngine engine,
      Writes writes,
      NamespaceBook namespaces,
      SecretBook secrets,
      FunctionBook functions,
      Departures departures,
      Fetches fetches) {
    this.engine = engine;
    this.writes = writes;
    this.namespaces = namespaces;
    this.secrets = secrets;
    this.functions = functions;
    this.departures = departures;
    this.fetches = fetches;
  }

  /** How a write begins. */
  private sealed interface Beginning {

    /** There is nothing more to do. */
    record Over(ChangeOutcome outcome) implements Beginning {}

    /** An image is to be fetched first. */
    record Fetching(RunningFunction function) implements Beginning {}
  }

  /**
   * Starts everything that should be.
   *
   * @throws IOException if the engine cannot say what an earlier run left
   */
  void load() throws IOException {
    functions.load();
    for (RunningFunction function : functions.all()) {
      if (function.isReplacing()) {
        Thread.startVirtualThread(() -> takeSecretsBack(function));
      } else {
        functions.takeSecretsBack(function);
      }
    }
  }

  ChangeOutcome deploy(FunctionName name, FunctionDeployment deployment) {
    Optional<Beginning> begun = Optional.empty();
    while (begun.isEmpty()) {
      departures.await(name);
      begun = writes.inTurn(() -> beginDeploy(name, deployment.withoutRegistryAuth()));
    }
    return switch (begun.get()) {
      case Beginning.Over(ChangeOutcome outcome) -> outcome;
      case Beginning.Fetching(RunningFunction function) -> {
        Optional<ChangeOutcome> failure = fetches.fetch(name, deployment, function::fetched);
        yield writes.inTurn(() -> completeDeploy(function, failure));
      }
    };
  }

  /** Empty while an earlier function of the name is on its way out. */
  private Optional<Beginning> beginDeploy(FunctionName name, FunctionDeployment deployment) {
    if (departures.has(name)) {
      return Optional.empty();
    }
    if (functions.find(name).isPresent()) {
      return Optional.of(new Beginning.Over(new AlreadyExists("function " + name)));
    }
    List<Problem> problems = problems(name, deployment);
    if (!problems.isEmpty()) {
      return Optional.of(new Beginning.Over(new Refused(problems)));
    }
    return Optional.of(
        fetchesImages()
            ? new Beginning.Fetching(functions.arrive(name, deployment))
            : new Beginning.Over(functions.deploy(functions.make(name, deployment))));
  }

  private boolean fetchesImages() {
    return engine.capabilities().imagePulls();
  }

  private ChangeOutcome completeDeploy(RunningFunction function, Optional<ChangeOutcome> failure) {
    if (!isPresent(function)) {
      return failure.orElseGet(() -> new Failed("the function was removed meanwhile"));
    }
    boolean done = false;
    try {
      ChangeOutcome outcome = failure.orElseGet(() -> deployFetched(function));
      done = outcome instanceof Done;
      return outcome;
    } finally {
      if (!done) {
        functions.drop(function);
      }
    }
  }

  private ChangeOutcome deployFetched(RunningFunction function) {
    List<Problem> problems = problems(function.name(), function.state().deployment());
    return problems.isEmpty() ? functions.deploy(function) : new Refused(problems);
  }

  @SuppressWarnings("ReferenceEquality") // another function may have the name by now
  private boolean isPresent(RunningFunction function) {
    return functions.find(function.name()).filter(present -> present == function).isPresent();
  }

  ChangeOutcome update(FunctionName name, FunctionDeployment deployment) {
    if (!fetchesImages()) {
      return change(name, function -> update(function, deployment.withoutRegistryAuth()));
    }
    return switch (writes.inTurn(() -> beginUpdate(name, deployment))) {
      case Beginning.Over(ChangeOutcome outcome) -> outcome;
      case Beginning.Fetching(RunningFunction function) ->
          fetchForUpdate(function, deployment)
              .orElseGet(
                  () ->
                      writes.inTurn(
                          () ->
                              isPresent(function)
                                  ? update(function, deployment.withoutRegistryAuth())
                                  : unknown(name)));
    };
  }

  private Beginning beginUpdate(FunctionName name, FunctionDeployment deployment) {
    Optional<RunningFunction> found = functions.find(name);
    if (found.isEmpty()) {
      return new Beginning.Over(unknown(name));
    }
    if (found.get().isFetching()) {
      return new Beginning.Over(
          Refused.because("function", name.toString(), "one whose image is not being fetched"));
    }
    List<Problem> problems = problems(name, deployment);
    return problems.isEmpty()
        ? new Beginning.Fetching(found.get())
        : new Beginning.Over(new Refused(problems));
  }

  private Optional<ChangeOutcome> fetchForUpdate(
      RunningFunction function, FunctionDeployment deployment) {
    function.fetching(String.valueOf(deployment.image()));
    try {
      return fetches.fetch(function.name(), deployment, function::fetched);
    } finally {
      function.fetched();
    }
  }

  private ChangeOutcome update(RunningFunction function, FunctionDeployment deployment) {
    List<Problem> problems = problems(function.name(), deployment);
    if (!problems.isEmpty()) {
      return new Refused(problems);
    }
    boolean loses = !deployment.secrets().containsAll(function.state().deployment().secrets());
    ChangeOutcome outcome = functions.update(function, deployment);
    if (loses) {
      Thread.startVirtualThread(() -> takeSecretsBack(function));
    }
    return outcome;
  }

  private void takeSecretsBack(RunningFunction function) {
    try {
      function.awaitReplaced();
      writes.inTurn(
          () -> {
            if (isPresent(function)) {
              functions.takeSecretsBack(function);
            }
            return true;
          });
    } catch (InterruptedException | ProviderException stop) {
      // The provider is being closed; the next start takes them back.
    }
  }

  private List<Problem> problems(FunctionName name, FunctionDeployment deployment) {
    List<Problem> found = new ArrayList<>();
    if (!namespaces.has(name.namespace())) {
      found.add(new Problem("namespace", name.namespace(), "a namespace that exists"));
    }
    found.addAll(secrets.problems(name, deployment));
    found.addAll(functions.problems(deployment));
    found.addAll(engine.problems(name, deployment));
    return found;
  }

  ChangeOutcome remove(FunctionName name) {
    return change(
        name,
        function -> {
          functions.remove(function);
          fetches.cancel(name);
          departures.begin(function);
          return new Done();
        });
  }

  ChangeOutcome scale(FunctionName name, int replicas) {
    return change(name, function -> functions.scale(function, replicas));
  }

  /** A replica takes its time to rest; other writes do not wait for that. */
  ChangeOutcome rest(FunctionName name, RestTier tier) {
    if (!engine.capabilities().restTiers().contains(tier)) {
      return new Unsupported("this provider cannot let a function rest as " + tier);
    }
    if (tier == RestTier.REMOVED) {
      return change(name, functions::restRemoved);
    }
    Optional<RunningFunction> function = functions.find(name);
    if (function.isEmpty()) {
      return unknown(name);
    }
    try {
      return function.get().rest(tier);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Failed("interrupted");
    }
  }

  /** What rests wakes at once, without a turn: a call waits for it. */
  ChangeOutcome wake(FunctionName name) {
    boolean woken = functions.find(name).map(RunningFunction::wake).orElse(false);
    return woken ? new Done() : change(name, functions::wake);
  }

  private ChangeOutcome change(FunctionName name, Function<RunningFunction, ChangeOutcome> change) {
    return writes.inTurn(() -> functions.find(name).map(change).orElseGet(() -> unknown(name)));
  }

  private static ChangeOutcome unknown(FunctionName name) {
    return new NotFound("function " + name);
  }
}
