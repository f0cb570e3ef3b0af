package dev.gantry.host.replica;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one replica, from its launch to its end, on a virtual thread of its own. What it is
 * at a moment is guarded by its function's lock.
 */
final class ReplicaLife implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ReplicaLife.class);

  /** Between attempts to launch; doubled each time. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  final String id;
  final int generation;
  final FunctionDeployment deployment;
  private final ReplicaOrder order;
  private final RunningFunction function;
  private final ReplicaLauncher launcher;

  private ReplicaState state = new ReplicaState.Starting();
  private Instant since;
  private @Nullable InetSocketAddress address;
  private boolean leaving;

  ReplicaLife(
      ReplicaOrder order,
      int generation,
      RunningFunction function,
      ReplicaLauncher launcher,
      Instant now) {
    this.id = order.replicaId();
    this.order = order;
    this.generation = generation;
    this.deployment = order.deployment();
    this.function = function;
    this.launcher = launcher;
    this.since = now;
  }

  @Override
  public void run() {
    Duration pause = FIRST_PAUSE;
    while (serve(pause)) {
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
    function.gone(this);
  }

  /** Runs until the replica is to go, or once until it failed; returns whether to try again. */
  private boolean serve(Duration pause) {
    try (RunningReplica running = launcher.launch(order)) {
      if (function.ready(this, running.address()) && function.awaitLeave(this)) {
        function.withdraw(this, running);
      }
      return false;
    } catch (InterruptedException closing) {
      return false;
    } catch (IOException failed) {
      return failed(String.valueOf(failed.getMessage()), pause);
    } catch (RuntimeException bug) {
      LOG.atError()
          .addKeyValue("function", function.name())
          .addKeyValue("replica", id)
          .setCause(bug)
          .log("a replica ended unexpectedly");
      return failed("internal error, see the gateway's log", pause);
    }
  }

  private boolean failed(String reason, Duration pause) {
    LOG.atWarn()
        .addKeyValue("function", function.name())
        .addKeyValue("replica", id)
        .addKeyValue("reason", reason)
        .addKeyValue("retry", pause)
        .log("a replica could not be started");
    try {
      return function.awaitRetry(this, reason, pause);
    } catch (InterruptedException closing) {
      return false;
    }
  }

  boolean isReady() {
    return state instanceof ReplicaState.Ready;
  }

  boolean isLeaving() {
    return leaving;
  }

  void answersAt(InetSocketAddress where) {
    address = where;
  }

  void enter(ReplicaState next, Instant now) {
    state = next;
    since = now;
  }

  /** Asks it to go; the thread notices when the function's condition is signalled. */
  void leave(Instant now) {
    leaving = true;
    if (isReady()) {
      enter(new ReplicaState.Draining(), now);
    }
  }

  Replica view() {
    return new Replica(id, Optional.ofNullable(address), state, since, Optional.empty());
  }
}
