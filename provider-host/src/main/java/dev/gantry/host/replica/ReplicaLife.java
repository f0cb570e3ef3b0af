package dev.gantry.host.replica;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.RestTier;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one replica is and is to become. Everything that changes is guarded by its function's lock;
 * its {@link ReplicaThread} makes it so.
 */
final class ReplicaLife implements Runnable {

  final String id;
  final int generation;
  final FunctionDeployment deployment;
  private final ReplicaThread thread;
  private final boolean canBeLaunched;

  private ReplicaState state = new ReplicaState.Starting();
  private Instant since;
  private @Nullable InetSocketAddress address;

  /** What runs behind it; null before and between launches. */
  private @Nullable RunningReplica running;

  /** Whether it would take calls: between its launch or wake, and its rest. */
  private boolean answers;

  /** How deeply it rests; null while it does not. */
  private @Nullable RestTier tier;

  /** How deeply it is to rest; null when it is to take calls. */
  private @Nullable RestTier target;

  private boolean leaving;

  /** Why it ended of itself. */
  private @Nullable String end;

  /** Why it did not come to rest when it was asked last. */
  private @Nullable String resistance;

  /** The thread while it launches or wakes, which is given up when the replica is to go. */
  private @Nullable Thread effort;

  ReplicaLife(ReplicaOrder order, int generation, LifeSteps steps, Instant now) {
    this.id = order.replicaId();
    this.generation = generation;
    this.deployment = order.deployment();
    this.since = now;
    this.canBeLaunched = true;
    this.thread = new ReplicaThread(this, order, steps, Optional.empty());
  }

  /**
   * One that an earlier run of this program left: ready, starting or resting.
   *
   * @param canBeLaunched whether the order is for what it runs, so that it can be launched again
   */
  ReplicaLife(
      ReplicaOrder order,
      int generation,
      LifeSteps steps,
      Instant now,
      FoundReplica found,
      boolean canBeLaunched) {
    this.canBeLaunched = canBeLaunched;
    this.id = order.replicaId();
    this.generation = generation;
    this.deployment = order.deployment();
    this.since = now;
    this.thread = new ReplicaThread(this, order, steps, Optional.of(found.running()));
    this.state = found.state();
    this.answers = isReady();
    if (answers) {
      this.address = found.running().address();
    }
    if (found.state() instanceof ReplicaState.Resting(RestTier how)) {
      this.tier = how;
      this.target = how;
    }
  }

  @Override
  public void run() {
    thread.run();
  }

  /** What its thread is to do; null when all is as it should be. */
  @Nullable Want want() {
    if (end != null) {
      return new Want.Mourn(end);
    }
    if (leaving) {
      return new Want.Leave();
    }
    if (target == null) {
      return answers ? null : new Want.Wake();
    }
    if (tier != null && tier.compareTo(target) >= 0) {
      return null;
    }
    answers = false;
    return new Want.Rest(target);
  }

  boolean isReady() {
    return state instanceof ReplicaState.Ready;
  }

  boolean isLeaving() {
    return leaving;
  }

  /** Whether it is neither on its way out nor at its end. */
  boolean isWanted() {
    return !leaving && end == null;
  }

  /** Whether it rests or is about to. */
  boolean isToRest() {
    return target != null;
  }

  boolean canBeLaunched() {
    return canBeLaunched;
  }

  boolean answers() {
    return answers;
  }

  Optional<RestTier> tier() {
    return Optional.ofNullable(tier);
  }

  /** Whether it is to rest more deeply than it does. */
  boolean isFallingAsleep() {
    return isWanted() && target != null && (tier == null || tier.compareTo(target) < 0);
  }

  void interruptible(@Nullable Thread working) {
    effort = working;
  }

  void attach(RunningReplica launched) {
    running = launched;
  }

  /** It is launched anew; nothing that was before counts. */
  void detach() {
    running = null;
    end = null;
    answers = false;
    tier = null;
  }

  @SuppressWarnings("ReferenceEquality") // one of several that may be equal
  void ended(RunningReplica which, String reason) {
    if (running == which) {
      end = reason;
    }
  }

  void answersAt(InetSocketAddress where) {
    address = where;
    answers = true;
    tier = null;
  }

  void enter(ReplicaState next, Instant now) {
    state = next;
    since = now;
  }

  /** Puts it out of the way of calls, as it may be about to rest. */
  void standAside(Instant now) {
    enter(new ReplicaState.Draining(), now);
  }

  /** Undoes {@link #standAside}. */
  void standBack(Instant now) {
    if (isWanted() && answers) {
      enter(new ReplicaState.Ready(), now);
    }
  }

  /** Asks it to rest as deeply as this, or more deeply if it does already. */
  void fallAsleep(RestTier wanted) {
    resistance = null;
    target = target == null || wanted.compareTo(target) > 0 ? wanted : target;
  }

  void rested(RestTier how) {
    tier = how;
  }

  void stayed(String reason, Instant now) {
    resistance = reason;
    target = target == null ? null : tier;
    if (tier == null) {
      answers = true;
      standBack(now);
    }
  }

  Optional<String> resistance() {
    return Optional.ofNullable(resistance);
  }

  /** Asks it to take calls again. */
  void rouse(Instant now) {
    target = null;
    if (isWanted()) {
      enter(answers ? new ReplicaState.Ready() : new ReplicaState.Starting(), now);
    }
  }

  /** Asks it to go; a launch or a wake is given up. */
  void leave(Instant now) {
    leaving = true;
    if (isReady() || state instanceof ReplicaState.Resting) {
      enter(new ReplicaState.Draining(), now);
    }
    if (effort != null) {
      effort.interrupt();
    }
  }

  Replica view() {
    return new Replica(id, Optional.ofNullable(address), state, since, Optional.empty());
  }
}
