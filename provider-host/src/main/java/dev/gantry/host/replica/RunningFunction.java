package dev.gantry.host.replica;

import dev.gantry.api.CallSettings;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.ReplicaWatcher.Withdrawal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One function: how many replicas there should be, and those there are. Every change is pushed
 * under the function's lock, so pushes are in order; replicas are started, withdrawn and stopped by
 * their own threads. Methods return at once unless they say otherwise. Thread-safe.
 */
public final class RunningFunction implements AutoCloseable {

  private final FunctionName name;
  private final Instant createdAt;
  private final FunctionRuntime runtime;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // All below are guarded by the lock.
  private final Map<String, ReplicaLife> lives = new LinkedHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private FunctionDeployment deployment;
  private Optional<String> note;
  private Instant updatedAt;
  private int desired;
  private int generation;
  private long revision;
  private Phase phase = Phase.NEW;

  private enum Phase {
    NEW,
    RUNNING,
    LEAVING,
    GONE,
    CLOSED
  }

  /** A function that is not running yet; see {@link #start}. */
  public RunningFunction(
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
  }

  public FunctionName name() {
    return name;
  }

  /** What it is now. */
  public FunctionState state() {
    lock.lock();
    try {
      return view();
    } finally {
      lock.unlock();
    }
  }

  /** Starts the replicas there should be. */
  public void start() {
    lock.lock();
    try {
      phase = Phase.RUNNING;
      settle();
    } finally {
      lock.unlock();
    }
  }

  /** Pushes what it is to a watcher that just came. */
  public void announce() {
    lock.lock();
    try {
      if (phase != Phase.NEW && phase != Phase.GONE) {
        push();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Replaces every replica by one of another deployment, new ones first. */
  public void replace(
      FunctionDeployment newer, Optional<String> newNote, int newDesired, Instant now) {
    lock.lock();
    try {
      deployment = newer;
      note = newNote;
      desired = newDesired;
      updatedAt = now;
      generation++;
      settle();
    } finally {
      lock.unlock();
    }
  }

  /** Sets how many replicas there should be. */
  public void scale(int newDesired) {
    lock.lock();
    try {
      desired = newDesired;
      settle();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes all replicas away unless a call is in one of them; then all stay. Blocks for as long as
   * the watcher takes to answer.
   *
   * @return whether they were taken away
   */
  public boolean rest() throws InterruptedException {
    List<ReplicaLife> resting = beginRest();
    boolean quiet = true;
    try {
      for (ReplicaLife life : resting) {
        quiet &= runtime.feed().withdraw(name, life.id, Duration.ZERO) instanceof Withdrawal.Quiet;
      }
    } catch (InterruptedException stop) {
      quiet = false;
      throw stop;
    } finally {
      endRest(resting, quiet);
    }
    return quiet;
  }

  private List<ReplicaLife> beginRest() {
    lock.lock();
    try {
      List<ReplicaLife> ready =
          lives.values().stream().filter(life -> life.isReady() && !life.isLeaving()).toList();
      ready.forEach(life -> life.enter(new ReplicaState.Draining(), runtime.now()));
      push();
      return ready;
    } finally {
      lock.unlock();
    }
  }

  private void endRest(List<ReplicaLife> resting, boolean quiet) {
    lock.lock();
    try {
      resting.stream()
          // One that was replaced meanwhile is on its way out.
          .filter(life -> !life.isLeaving())
          .forEach(life -> life.enter(new ReplicaState.Ready(), runtime.now()));
      desired = quiet ? 0 : desired;
      settle();
    } finally {
      lock.unlock();
    }
  }

  /** Takes all replicas away for good; the watcher hears of the removal when they are gone. */
  public void leave() {
    lock.lock();
    try {
      phase = Phase.LEAVING;
      desired = 0;
      settle();
    } finally {
      lock.unlock();
    }
  }

  /** Blocks until the last replica is gone after {@link #leave}, or this is closed. */
  public void awaitGone() throws InterruptedException {
    lock.lock();
    try {
      while (phase != Phase.GONE && phase != Phase.CLOSED) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Blocks until no replica of an earlier deployment is there, or this is gone or closed. */
  public void awaitReplaced() throws InterruptedException {
    lock.lock();
    try {
      while (isReplacing() && phase == Phase.RUNNING) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isReplacing() {
    return lives.values().stream().anyMatch(life -> life.generation < generation);
  }

  /** Ends all replicas at once, without asking the watcher; blocks until they are gone. */
  @Override
  public void close() {
    List<Thread> running;
    lock.lock();
    try {
      phase = Phase.CLOSED;
      changed.signalAll();
      running = List.copyOf(threads);
    } finally {
      lock.unlock();
    }
    running.forEach(Thread::interrupt);
    for (Thread thread : running) {
      Uninterrupted.join(thread);
    }
  }

  // The steps of a replica's life, called by its own thread.

  /** Lets a launched replica take calls; returns whether it is still wanted. */
  boolean ready(ReplicaLife life, InetSocketAddress address) {
    lock.lock();
    try {
      if (life.isLeaving() || phase == Phase.CLOSED) {
        return false;
      }
      life.answersAt(address);
      life.enter(new ReplicaState.Ready(), runtime.now());
      settle();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until a replica is to go; returns whether its calls may finish. */
  boolean awaitLeave(ReplicaLife life) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!life.isLeaving() && phase != Phase.CLOSED) {
        changed.await();
      }
      return phase != Phase.CLOSED;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until no call is in a replica that is to go, as long as its calls may take. */
  void withdraw(ReplicaLife life, RunningReplica running) throws InterruptedException {
    Duration limit = CallSettings.of(life.deployment).timeout().orElse(runtime.drainLimit());
    long deadline = System.nanoTime() + limit.toNanos();
    if (runtime.feed().withdraw(name, life.id, limit) instanceof Withdrawal.Quiet) {
      running.drain(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
  }

  /** Says that a replica failed, and waits; returns whether to try again. */
  boolean awaitRetry(ReplicaLife life, String reason, Duration pause) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!life.isLeaving() && phase != Phase.CLOSED) {
        life.enter(new ReplicaState.Failing(reason), runtime.now());
        settle();
      }
      long left = pause.toNanos();
      while (left > 0 && !life.isLeaving() && phase != Phase.CLOSED) {
        left = changed.awaitNanos(left);
      }
      if (life.isLeaving() || phase == Phase.CLOSED) {
        return false;
      }
      life.enter(new ReplicaState.Starting(), runtime.now());
      push();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a replica that has ended. */
  void gone(ReplicaLife life) {
    lock.lock();
    try {
      lives.remove(life.id);
      threads.remove(Thread.currentThread());
      settle();
    } finally {
      lock.unlock();
    }
  }

  /** Moves towards what should be, and pushes what is. */
  private void settle() {
    if (phase == Phase.CLOSED || phase == Phase.NEW) {
      return;
    }
    ReplicaPlan plan = ReplicaPlan.of(lives.values(), generation, desired);
    plan.surplus().forEach(life -> life.leave(runtime.now()));
    List<ReplicaLife> newcomers = new ArrayList<>();
    for (int i = 0; i < plan.missing(); i++) {
      newcomers.add(newcomer());
    }
    changed.signalAll();
    if (phase == Phase.LEAVING && lives.isEmpty()) {
      phase = Phase.GONE;
      runtime.feed().removed(name);
    } else if (phase != Phase.GONE) {
      push();
    }
    for (ReplicaLife life : newcomers) {
      threads.add(Thread.ofVirtual().name("gantry-replica-" + life.id).start(life));
    }
  }

  private ReplicaLife newcomer() {
    String id = name.name() + "-" + runtime.replicaIds().get();
    ReplicaLife life =
        new ReplicaLife(
            new ReplicaOrder(name, deployment, updatedAt, id),
            generation,
            this,
            runtime.launcher(),
            runtime.now());
    lives.put(id, life);
    return life;
  }

  private void push() {
    revision = runtime.revisions().getAsLong();
    runtime.feed().changed(view());
  }

  private FunctionState view() {
    return new FunctionState(
        name,
        revision,
        deployment,
        desired,
        lives.values().stream().map(ReplicaLife::view).toList(),
        createdAt,
        updatedAt,
        note);
  }
}
