package dev.gantry.swarm;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.AlreadyExists;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.NotFound;
import dev.gantry.provider.ChangeOutcome.Refused;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What writers ask of secrets; and the end of versions that nobody has any more. */
final class SecretWrites implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SecretWrites.class);
  private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(1);
  private static final int MOST_SWEEPS = 600;

  private final SecretBook book;
  private final NamespaceBook namespaces;
  private final FunctionWrites functions;
  private final SwarmView view;
  private final Turns<String> turns = new Turns<>();
  private final Thread sweeper = Thread.ofVirtual().name("secret versions").unstarted(this::sweep);
  private int sweepsLeft = 1; // guarded by this: one at the start, for what a predecessor left

  SecretWrites(
      SecretBook book, NamespaceBook namespaces, FunctionWrites functions, SwarmView view) {
    this.book = book;
    this.namespaces = namespaces;
    this.functions = functions;
    this.view = view;
  }

  void start() {
    sweeper.start();
  }

  ChangeOutcome create(String namespace, String name, byte[] value) {
    return turns.inTurn(
        namespace,
        () -> {
          if (!namespaces.has(namespace)) {
            return new NotFound("namespace " + namespace);
          }
          if (book.latest(namespace).containsKey(name)) {
            return new AlreadyExists("secret " + name + " in " + namespace);
          }
          return stored(namespace, name, value);
        });
  }

  ChangeOutcome update(String namespace, String name, byte[] value) {
    return turns.inTurn(
        namespace,
        () -> {
          if (!book.latest(namespace).containsKey(name)) {
            return new NotFound("secret " + name + " in " + namespace);
          }
          ChangeOutcome outcome = stored(namespace, name, value);
          if (outcome instanceof Done) {
            moveUsers(users(namespace, name));
            sweepSoon();
          }
          return outcome;
        });
  }

  ChangeOutcome remove(String namespace, String name) {
    return turns.inTurn(
        namespace,
        () -> {
          if (!book.latest(namespace).containsKey(name)) {
            return new NotFound("secret " + name + " in " + namespace);
          }
          List<FunctionName> users = users(namespace, name);
          if (!users.isEmpty()) {
            String who = String.join(", ", users.stream().map(FunctionName::toString).toList());
            return Refused.because("secret", name, "one that no function uses, but " + who);
          }
          book.markRemoved(namespace, name);
          sweepSoon();
          return new Done();
        });
  }

  private ChangeOutcome stored(String namespace, String name, byte[] value) {
    try {
      book.store(namespace, name, value);
      return new Done();
    } catch (EngineRefusal refusal) {
      if (refusal.isConflict()) {
        return new AlreadyExists("secret " + name + " in " + namespace);
      }
      if (refusal.isBadRequest()) {
        return Refused.because("secret", name, "one that the Swarm takes: " + refusal.reason());
      }
      throw new ProviderException("the secret could not be stored: " + refusal.reason(), refusal);
    }
  }

  private List<FunctionName> users(String namespace, String name) {
    return view.list(namespace).stream()
        .filter(state -> state.deployment().secrets().contains(name))
        .map(FunctionState::name)
        .toList();
  }

  private void moveUsers(List<FunctionName> users) {
    List<Future<ChangeOutcome>> moves = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      users.forEach(user -> moves.add(threads.submit(() -> functions.renewSecrets(user))));
    }
    for (int i = 0; i < users.size(); i++) {
      Future<ChangeOutcome> move = moves.get(i);
      if (move.state() != Future.State.SUCCESS || !(move.resultNow() instanceof Done)) {
        LOG.atWarn()
            .addKeyValue("function", users.get(i))
            .log("function could not be moved to the new version of its secret");
      }
    }
  }

  private synchronized void sweepSoon() {
    sweepsLeft = MOST_SWEEPS;
    notifyAll();
  }

  private synchronized void awaitSweep() throws InterruptedException {
    while (sweepsLeft == 0) {
      wait();
    }
    sweepsLeft--;
  }

  private synchronized void swept() {
    sweepsLeft = 0;
  }

  private void sweep() {
    try {
      while (true) {
        awaitSweep();
        try {
          if (!book.sweep()) {
            swept();
          }
        } catch (ProviderException | EngineRefusal failed) {
          LOG.atDebug().addKeyValue("reason", failed).log("secrets could not be swept");
        }
        Thread.sleep(BETWEEN_SWEEPS);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    sweeper.interrupt();
  }
}
