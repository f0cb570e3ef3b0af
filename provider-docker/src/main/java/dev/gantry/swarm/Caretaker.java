package dev.gantry.swarm;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries through what a write began: tries a new generation out, then ends the old one; or takes
 * the new one back; ends what was removed. Every gateway does this for every function, because each
 * has calls of its own to wait for, and the one that began may be gone. What they write is checked
 * by version, so that of two opposite decisions one is made (ADR 0019).
 */
final class Caretaker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Caretaker.class);

  /** So many tasks of a new generation may fail before it is given up. */
  private static final int MOST_FAILURES = 3;

  /** After which a trial that another gateway began is judged here. */
  private static final Duration ABANDONED = Duration.ofSeconds(30);

  private static final Duration BEFORE_ANOTHER = Duration.ofSeconds(1);

  private final SwarmProviderSettings settings;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Functions that a thread takes care of. */
  private final Set<FunctionName> tended = ConcurrentHashMap.newKeySet();

  /** Functions whose trial began here. */
  private final Set<String> ours = ConcurrentHashMap.newKeySet();

  private final SwarmView view;
  private final Services services;
  private volatile boolean closed; // written by close

  Caretaker(SwarmProviderSettings settings, SwarmView view, Services services) {
    this.settings = settings;
    this.view = view;
    this.services = services;
  }

  /** This gateway judges the trial of a service of that name. */
  void adopt(String serviceName) {
    ours.add(serviceName);
  }

  /** Takes care of a function until there is nothing to do. Returns at once. */
  void tend(FunctionName name) {
    if (!closed && tended.add(name)) {
      Thread.ofVirtual().name("tend " + name).start(() -> untilDone(name));
    }
  }

  private void untilDone(FunctionName name) {
    try {
      while (!closed && step(name)) {
        // Each step looks at the function anew.
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (ProviderException | EngineRefusal failed) {
      LOG.atWarn()
          .addKeyValue("function", name)
          .addKeyValue("reason", failed.getMessage())
          .log("change of a function could not be carried through yet");
      pause();
    } finally {
      tended.remove(name);
    }
    if (!closed && work(name).isPresent()) {
      tend(name);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BEFORE_ANOTHER);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** What there is to do: generations to end, or else one to try. */
  private record Work(List<FunctionService> superseded, Optional<FunctionService> trial) {}

  private Optional<Work> work(FunctionName name) {
    return view.ask(
        name,
        function -> {
          List<FunctionService> superseded =
              function.services().values().stream().filter(function::isSuperseded).toList();
          Optional<FunctionService> trial =
              function.newest().filter(service -> service.phase() == Phase.TRIAL);
          return superseded.isEmpty() && trial.isEmpty()
              ? Optional.empty()
              : Optional.of(new Work(superseded, trial));
        });
  }

  private boolean step(FunctionName name) throws InterruptedException {
    Optional<Work> work = work(name);
    if (work.isEmpty()) {
      return false;
    }
    if (!work.get().superseded().isEmpty()) {
      for (FunctionService service : work.get().superseded()) {
        withdrawAll(name, service);
        services.remove(service);
      }
    } else {
      judge(name, work.get().trial().orElseThrow());
    }
    return true;
  }

  /** Waits until no call of this gateway is in a generation. */
  private void withdrawAll(FunctionName name, FunctionService service) throws InterruptedException {
    List<String> replicas =
        view.ask(
                name,
                function ->
                    Optional.of(
                        function.tasks().values().stream()
                            .filter(known -> known.task().serviceId().equals(service.id()))
                            .filter(KnownTask::answers)
                            .map(known -> known.task().id())
                            .toList()))
            .orElse(List.of());
    List<Callable<Object>> withdrawals =
        replicas.stream()
            .map(
                replica ->
                    (Callable<Object>)
                        () -> view.pushes().withdraw(name, replica, settings.drainLimit()))
            .toList();
    threads.invokeAll(withdrawals);
  }

  private void judge(FunctionName name, FunctionService trial) throws InterruptedException {
    boolean isOurs = ours.contains(trial.serviceName());
    Instant end = trial.updatedAt().plus(settings.updateLimit());
    Duration left = Duration.between(Instant.now(), isOurs ? end : end.plus(ABANDONED));
    view.await(
        left.isNegative() ? Duration.ZERO : left,
        () -> !isOnTrial(name, trial) || (isOurs && (isReady(name, trial) || hasFailed(trial))));
    if (closed || !isOnTrial(name, trial)) {
      return;
    }
    if (isReady(name, trial) || ready(name, trial) > 0) {
      services.phase(trial, service -> service.phase() == Phase.TRIAL, Phase.CURRENT);
    } else {
      rollBack(name, trial);
    }
    ours.remove(trial.serviceName());
  }

  private void rollBack(FunctionName name, FunctionService trial) {
    String why =
        failure(trial)
            .orElse(
                "its replicas were not ready after " + settings.updateLimit().toSeconds() + "s");
    String note =
        "the update to "
            + trial.deployment().image()
            + " was rolled back at "
            + Instant.now()
            + ": "
            + why;
    LOG.atWarn()
        .addKeyValue("function", name)
        .addKeyValue("image", trial.deployment().image())
        .addKeyValue("reason", why)
        .log("update was rolled back");
    view.ask(name, FunctionView::current)
        .ifPresent(current -> services.label(current, service -> true, Label.NOTE, note));
    services.phase(trial, service -> service.phase() == Phase.TRIAL, Phase.ROLLED_BACK);
  }

  /** Whether it is still to be judged, and nothing is to be done before. */
  private boolean isOnTrial(FunctionName name, FunctionService trial) {
    return !closed
        && work(name)
            .filter(work -> work.superseded().isEmpty())
            .flatMap(Work::trial)
            .filter(service -> service.id().equals(trial.id()))
            .isPresent();
  }

  private boolean isReady(FunctionName name, FunctionService trial) {
    int wanted =
        view.ask(name, function -> Optional.ofNullable(function.services().get(trial.id())))
            .map(FunctionService::replicas)
            .orElse(0);
    return ready(name, trial) >= wanted;
  }

  private int ready(FunctionName name, FunctionService trial) {
    return view.ask(name, function -> Optional.of(function.ready(trial.id()))).orElse(0);
  }

  private boolean hasFailed(FunctionService trial) {
    return view.ask(trial.name(), function -> Optional.of(function.failures(trial.id()).count()))
        .filter(count -> count >= MOST_FAILURES)
        .isPresent();
  }

  private Optional<String> failure(FunctionService trial) {
    return view.ask(trial.name(), function -> function.failures(trial.id()).reason());
  }

  @Override
  public void close() {
    closed = true;
    threads.shutdownNow();
  }
}
