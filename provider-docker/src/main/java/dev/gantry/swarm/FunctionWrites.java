package dev.gantry.swarm;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.Problem;
import dev.gantry.api.ScaleBounds;
import dev.gantry.container.Amounts;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.AlreadyExists;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.Failed;
import dev.gantry.provider.ChangeOutcome.NotFound;
import dev.gantry.provider.ChangeOutcome.Refused;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.ReplicaWatcher.Withdrawal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What writers ask of functions. One write to a function follows the other. */
final class FunctionWrites {

  private static final Logger LOG = LoggerFactory.getLogger(FunctionWrites.class);

  /** How long a new deployment waits for the end of a removed one of its name. */
  private static final Duration DEPARTURE = Duration.ofMinutes(5);

  private static final int ATTEMPTS = 10;

  private final SwarmProviderSettings settings;
  private final String networkId;
  private final SwarmView view;
  private final Services services;
  private final Caretaker caretaker;
  private final SwarmImages images;
  private final SecretBook secrets;
  private final NamespaceBook namespaces;
  private final Turns<FunctionName> turns = new Turns<>();

  FunctionWrites(
      SwarmProviderSettings settings,
      String networkId,
      SwarmImages images,
      SwarmView view,
      Services services,
      Caretaker caretaker,
      SecretBook secrets,
      NamespaceBook namespaces) {
    this.settings = settings;
    this.networkId = networkId;
    this.view = view;
    this.services = services;
    this.caretaker = caretaker;
    this.images = images;
    this.secrets = secrets;
    this.namespaces = namespaces;
  }

  ChangeOutcome deploy(FunctionName name, FunctionDeployment deployment) {
    return turns.inTurn(name, () -> answered(() -> deployInTurn(name, deployment)));
  }

  private ChangeOutcome deployInTurn(FunctionName name, FunctionDeployment deployment) {
    if (!awaitDeparture(name)) {
      return new Failed("the function of that name is still ending, interrupted while waiting");
    }
    if (newest(name).isPresent()) {
      return new AlreadyExists("function " + name);
    }
    Instant now = now();
    int replicas = ScaleBounds.of(deployment.labels()).min();
    for (int attempt = 1; ; attempt++) {
      Optional<ChangeOutcome> refused =
          make(name, deployment, 1, Phase.CURRENT, replicas, now, now);
      if (refused.isEmpty()) {
        return new Done();
      }
      if (!(refused.get() instanceof AlreadyExists)) {
        return refused.get();
      }
      Optional<ChangeOutcome> taken = nameTaken(name);
      if (taken.isPresent() || attempt == ATTEMPTS) {
        return taken.orElse(refused.get());
      }
    }
  }

  /** Who has the name of a function's service: a stranger, another gateway, or nobody any more. */
  private Optional<ChangeOutcome> nameTaken(FunctionName name) {
    String serviceName = ServiceName.of(name, 1, settings.defaultNamespace());
    try {
      Optional<FunctionService> ours = services.named(serviceName);
      if (ours.isEmpty() || !ours.get().name().equals(name)) {
        return Optional.of(
            Refused.because(
                "service",
                name.name(),
                "another name: the Swarm has a service "
                    + serviceName
                    + " that is not this function's"));
      }
      view.put(ours.get());
      return ours.get().phase() == Phase.REMOVED && awaitDeparture(name)
          ? Optional.empty()
          : Optional.of(new AlreadyExists("function " + name));
    } catch (EngineRefusal refusal) {
      if (refusal.isNotFound()) {
        return Optional.empty();
      }
      throw refusal;
    }
  }

  private boolean awaitDeparture(FunctionName name) {
    try {
      return view.await(
          DEPARTURE,
          () ->
              view.ask(name, function -> Optional.of(function.removed()))
                  .filter(removed -> removed)
                  .isEmpty());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  ChangeOutcome update(FunctionName name, FunctionDeployment deployment) {
    return change(
        name,
        newest -> {
          ScaleBounds bounds = ScaleBounds.of(deployment.labels());
          int replicas = Math.clamp(newest.replicas(), bounds.min(), bounds.max());
          return replace(newest, deployment, replicas, now());
        });
  }

  /** Moves a function to the latest versions of its secrets, if it has others. */
  ChangeOutcome renewSecrets(FunctionName name) {
    return change(
        name,
        newest -> {
          var latest = secrets.latest(name.namespace());
          boolean isCurrent =
              newest.deployment().secrets().stream()
                  .map(latest::get)
                  .allMatch(secret -> secret != null && newest.secretIds().contains(secret.id()));
          return isCurrent
              ? new Done()
              : replace(newest, newest.deployment(), newest.replicas(), newest.updatedAt());
        });
  }

  private ChangeOutcome replace(
      FunctionService newest, FunctionDeployment deployment, int replicas, Instant updatedAt) {
    FunctionName name = newest.name();
    Phase phase = replicas == 0 || newest.replicas() == 0 ? Phase.CURRENT : Phase.TRIAL;
    int generation = highestGeneration(name);
    for (int attempt = 1; ; attempt++) {
      generation++;
      caretaker.adopt(ServiceName.of(name, generation, settings.defaultNamespace()));
      Optional<ChangeOutcome> refused =
          make(name, deployment, generation, phase, replicas, newest.createdAt(), updatedAt);
      if (refused.isEmpty()) {
        return new Done();
      }
      if (!(refused.get() instanceof AlreadyExists) || attempt == ATTEMPTS) {
        return refused.get();
      }
    }
  }

  private int highestGeneration(FunctionName name) {
    return view.ask(
            name,
            function ->
                function.services().values().stream()
                    .map(FunctionService::generation)
                    .max(Integer::compare))
        .orElse(0);
  }

  /** Makes a service; empty when it is there. */
  private Optional<ChangeOutcome> make(
      FunctionName name,
      FunctionDeployment sent,
      int generation,
      Phase phase,
      int replicas,
      Instant createdAt,
      Instant updatedAt) {
    List<Problem> problems = new ArrayList<>();
    if (!namespaces.has(name.namespace())) {
      problems.add(new Problem("namespace", name.namespace(), "a namespace that exists"));
    }
    problems.addAll(Constraints.problems(sent.constraints()));
    List<StoredSecret> mounted = secrets.of(name, sent, problems);
    SwarmImages.Finding image = images.find(sent);
    if (image instanceof SwarmImages.Finding.Unusable(Problem problem)) {
      problems.add(problem);
    }
    if (!problems.isEmpty() || !(image instanceof SwarmImages.Finding.Usable(var variables))) {
      return Optional.of(new Refused(problems));
    }
    ServiceSpecification specification =
        new ServiceSpecification(
            name,
            sent.withoutRegistryAuth(),
            generation,
            phase,
            replicas,
            createdAt,
            updatedAt,
            mounted,
            networkId,
            StopTimes.grace(sent, variables, settings.stopPause()),
            settings);
    Amounts.note(sent)
        .ifPresent(
            note -> LOG.atWarn().addKeyValue("function", name).log("memory limit was raised"));
    return create(specification, images.headers(sent));
  }

  private Optional<ChangeOutcome> create(
      ServiceSpecification specification, Map<String, String> headers) {
    try {
      services.create(specification.json(), headers);
      return Optional.empty();
    } catch (EngineRefusal refusal) {
      if (refusal.isConflict()) {
        return Optional.of(new AlreadyExists("function " + specification.name()));
      }
      if (refusal.isBadRequest()) {
        return Optional.of(
            Refused.because(
                "deployment",
                specification.name().name(),
                "one that the Swarm accepts; it says: " + refusal.reason()));
      }
      throw refusal;
    }
  }

  ChangeOutcome remove(FunctionName name) {
    return change(
        name,
        newest -> {
          view.ask(name, function -> Optional.of(List.copyOf(function.services().values())))
              .orElse(List.of())
              .forEach(service -> services.phase(service, any -> true, Phase.REMOVED));
          return new Done();
        });
  }

  ChangeOutcome scale(FunctionName name, int replicas) {
    return replicas == 0
        ? change(name, newest -> sleep(newest, false))
        : change(name, newest -> scaled(newest, replicas));
  }

  ChangeOutcome rest(FunctionName name) {
    return change(name, newest -> sleep(newest, true));
  }

  ChangeOutcome wake(FunctionName name) {
    return change(
        name,
        newest ->
            newest.replicas() > 0
                ? new Done()
                : scaled(newest, Math.max(1, ScaleBounds.of(newest.deployment().labels()).min())));
  }

  private ChangeOutcome scaled(FunctionService newest, int replicas) {
    boolean done =
        newest.replicas() == replicas
            || services.scale(newest, service -> service.phase() != Phase.REMOVED, replicas);
    return done ? new Done() : new NotFound("function " + newest.name());
  }

  /**
   * Takes every replica out of rotation and then lets the Swarm stop them. A running call finishes
   * in its watchdog, which stops after it.
   *
   * @param onlyIdle whether a running call keeps the function awake
   */
  private ChangeOutcome sleep(FunctionService newest, boolean onlyIdle) {
    FunctionName name = newest.name();
    List<String> ready =
        view.find(name).stream()
            .map(FunctionState::replicas)
            .flatMap(List::stream)
            .filter(replica -> replica.state() instanceof ReplicaState.Ready)
            .map(Replica::id)
            .toList();
    view.setRestingTried(name, true);
    try {
      for (String replica : ready) {
        Withdrawal withdrawal = view.pushes().withdraw(name, replica, Duration.ZERO);
        if (onlyIdle && !(withdrawal instanceof Withdrawal.Quiet)) {
          return Refused.because("function", name.toString(), expected(withdrawal));
        }
      }
      return scaled(newest, 0);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Failed("interrupted");
    } finally {
      view.setRestingTried(name, false);
    }
  }

  private static String expected(Withdrawal withdrawal) {
    return withdrawal instanceof Withdrawal.Unconfirmed unconfirmed
        ? "one of which every gateway says that no call is running: " + unconfirmed.why()
        : "one without running calls";
  }

  private Optional<FunctionService> newest(FunctionName name) {
    return view.ask(name, FunctionView::newest);
  }

  private ChangeOutcome change(FunctionName name, Function<FunctionService, ChangeOutcome> change) {
    return turns.inTurn(
        name,
        () ->
            answered(
                () -> newest(name).map(change).orElseGet(() -> new NotFound("function " + name))));
  }

  /** The engine's errors that no outcome describes are failures with its reason. */
  private static ChangeOutcome answered(Supplier<ChangeOutcome> write) {
    try {
      return write.get();
    } catch (EngineRefusal refusal) {
      return new Failed("the Swarm says: " + refusal.reason());
    }
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
