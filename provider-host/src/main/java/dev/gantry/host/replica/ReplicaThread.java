package dev.gantry.host.replica;

import dev.gantry.provider.RestTier;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one replica, from its launch to its end, on a virtual thread: launches it, again when it
 * fails, puts it to rest, wakes it, and ends it after its calls. It does what {@link
 * LifeSteps#await} says, one thing after the other.
 */
final class ReplicaThread {

  private static final Logger LOG = LoggerFactory.getLogger(ReplicaThread.class);

  private final ReplicaLife life;
  private final ReplicaOrder order;
  private final LifeSteps steps;
  private final Backoff backoff = new Backoff();

  /** Not taken over yet. */
  private Optional<RunningReplica> found;

  /** How one launch came to its end. */
  private sealed interface End {

    /** The replica is not wanted any more. */
    record Over() implements End {}

    /** It did not wake. */
    record Lost() implements End {}

    /** It failed. */
    record Failed(String reason, Duration ran) implements End {}
  }

  ReplicaThread(
      ReplicaLife life, ReplicaOrder order, LifeSteps steps, Optional<RunningReplica> found) {
    this.life = life;
    this.order = order;
    this.steps = steps;
    this.found = found;
  }

  void run() {
    try {
      boolean again = true;
      while (again) {
        again =
            switch (runOnce()) {
              case End.Over _ -> false;
              case End.Lost _ -> steps.startOver(life);
              case End.Failed(String reason, Duration ran) -> retry(reason, backoff.after(ran));
            };
      }
    } catch (InterruptedException closing) {
      // This program ends.
    } finally {
      steps.gone(life);
    }
  }

  private boolean retry(String reason, Duration pause) throws InterruptedException {
    if (!steps.failed(life, reason)) {
      return false;
    }
    LOG.atWarn()
        .addKeyValue("function", steps.name())
        .addKeyValue("replica", life.id)
        .addKeyValue("reason", reason)
        .addKeyValue("retry", pause)
        .log("a replica failed");
    return steps.awaitRetry(life, pause);
  }

  private End runOnce() {
    long begun = System.nanoTime();
    try {
      if (found.isPresent()) {
        RunningReplica running = found.get();
        found = Optional.empty();
        return serve(running, false, begun);
      }
      return serve(launch(), true, begun);
    } catch (InterruptedException over) {
      return new End.Over();
    } catch (IOException failed) {
      return new End.Failed(String.valueOf(failed.getMessage()), Duration.ZERO);
    } catch (RuntimeException bug) {
      LOG.atError()
          .addKeyValue("function", steps.name())
          .addKeyValue("replica", life.id)
          .setCause(bug)
          .log("a replica ended unexpectedly");
      return new End.Failed("internal error, see the gateway's log", Duration.ZERO);
    }
  }

  private RunningReplica launch() throws IOException, InterruptedException {
    steps.beginEffort(life);
    try {
      return steps.launcher().launch(order);
    } finally {
      steps.endEffort(life);
    }
  }

  private End serve(RunningReplica running, boolean answers, long begun)
      throws InterruptedException {
    try {
      steps.attach(life, running);
      if (answers) {
        steps.ready(life, running.address());
      }
      Optional<End> end;
      do {
        end = obey(steps.await(life), running, begun);
      } while (end.isEmpty());
      return end.get();
    } finally {
      end(running);
    }
  }

  /** Does what is wanted of a replica; returns how it came to an end, if it did. */
  private Optional<End> obey(Want want, RunningReplica running, long begun)
      throws InterruptedException {
    return switch (want) {
      case Want.Release _ -> Optional.of(new End.Over());
      case Want.Leave _ -> {
        steps.withdraw(life, running);
        yield Optional.of(new End.Over());
      }
      case Want.Mourn(String reason) ->
          Optional.of(new End.Failed(reason, Duration.ofNanos(System.nanoTime() - begun)));
      case Want.Rest(RestTier tier) -> {
        rest(running, tier);
        yield Optional.empty();
      }
      case Want.Wake _ -> wake(running) ? Optional.empty() : Optional.of(new End.Lost());
    };
  }

  private void rest(RunningReplica running, RestTier tier) throws InterruptedException {
    try {
      running.rest(tier);
      steps.rested(life, tier);
    } catch (IOException failed) {
      warn(failed, "a replica could not be put to rest");
      steps.stayed(life, String.valueOf(failed.getMessage()));
    }
  }

  private boolean wake(RunningReplica running) throws InterruptedException {
    steps.beginEffort(life);
    try {
      running.wake();
    } catch (IOException failed) {
      warn(failed, "a replica did not wake and is launched anew");
      return false;
    } finally {
      steps.endEffort(life);
    }
    steps.ready(life, running.address());
    return true;
  }

  private void end(RunningReplica running) {
    if (steps.mayRunOn(life)) {
      running.release();
    } else {
      running.close();
    }
  }

  private void warn(IOException failed, String message) {
    LOG.atWarn()
        .addKeyValue("function", steps.name())
        .addKeyValue("replica", life.id)
        .addKeyValue("reason", failed.getMessage())
        .log(message);
  }
}
