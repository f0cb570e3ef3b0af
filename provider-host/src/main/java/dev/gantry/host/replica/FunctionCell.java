package dev.gantry.host.replica;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one function is, under one lock that the parts of this package share: everything here is
 * read, changed and called with the lock held. Every change is pushed under it, so pushes are in
 * order.
 */
final class FunctionCell {

  final FunctionName name;
  final Instant createdAt;
  final FunctionRuntime runtime;

  final ReentrantLock lock = new ReentrantLock();

  /** Signalled after every change. */
  final Condition changed = lock.newCondition();

  final Map<String, ReplicaLife> lives = new LinkedHashMap<>();
  final List<Thread> threads = new ArrayList<>();
  final FetchDisplay fetch;
  FunctionDeployment deployment;
  Optional<String> note;
  Instant updatedAt;
  int desired;

  /** Of the present deployment; replicas of an earlier one have a lower one. */
  int generation = 1;

  /** Grows with all that a rest must not overlook while it asks for running calls. */
  long changes;

  Phase phase = Phase.NEW;
  private long revision;

  enum Phase {
    NEW,
    FETCHING,
    RUNNING,
    LEAVING,
    GONE,
    CLOSED
  }

  FunctionCell(
      FunctionName name,
      FunctionDeployment deployment,
      Optional<String> note,
      int desired,
      Instant createdAt,
      Instant updatedAt,
      FunctionRuntime runtime) {
    this.name = name;
    this.deployment = deployment;
    this.note = note;
    this.desired = desired;
    this.createdAt = createdAt;
    this.updatedAt = updatedAt;
    this.runtime = runtime;
    this.revision = runtime.revisions().getAsLong();
    this.fetch = new FetchDisplay(runtime);
  }

  Instant now() {
    return runtime.now();
  }

  /** Replicas of the present deployment that are to stay. */
  List<ReplicaLife> current() {
    return staying().stream().filter(life -> life.generation == generation).toList();
  }

  /** Replicas that are to stay, those of an earlier deployment included. */
  List<ReplicaLife> staying() {
    return lives.values().stream().filter(life -> !life.isLeaving()).toList();
  }

  /** Moves towards what should be, and pushes what is. */
  void settle() {
    if (phase == Phase.CLOSED || phase == Phase.NEW) {
      return;
    }
    if (phase == Phase.RUNNING || phase == Phase.LEAVING) {
      launchMissing(takeSurplusAway());
    }
    changed.signalAll();
    if (phase == Phase.LEAVING && lives.isEmpty()) {
      vanish();
    } else if (phase != Phase.GONE) {
      push();
    }
  }

  /** Asks those that are too many to go; returns how many are missing. */
  int takeSurplusAway() {
    ReplicaPlan plan = ReplicaPlan.of(lives.values(), generation, desired);
    plan.surplus().forEach(life -> life.leave(now()));
    return plan.missing();
  }

  private void launchMissing(int missing) {
    for (int i = 0; i < missing; i++) {
      String id = name.name() + "-" + runtime.replicaIds().get();
      ReplicaOrder order = new ReplicaOrder(name, deployment, updatedAt, id);
      add(new ReplicaLife(order, generation, new LifeSteps(this), now()));
    }
  }

  /** Adds a replica; its thread comes to this lock before it does anything. */
  void add(ReplicaLife life) {
    lives.put(life.id, life);
    threads.add(Thread.ofVirtual().name("gantry-replica-" + life.id).start(life));
  }

  /** The last that is heard of the function. */
  void vanish() {
    phase = Phase.GONE;
    changed.signalAll();
    runtime.feed().removed(name);
  }

  void push() {
    revision = runtime.revisions().getAsLong();
    runtime.feed().changed(view());
  }

  FunctionState view() {
    List<Replica> replicas = new ArrayList<>();
    if (phase == Phase.FETCHING) {
      replicas.add(fetch.replica(name));
    }
    lives.values().forEach(life -> replicas.add(life.view()));
    Optional<String> said = phase == Phase.FETCHING ? note : fetch.added(note);
    return new FunctionState(
        name, revision, deployment, desired, replicas, createdAt, updatedAt, said);
  }
}
