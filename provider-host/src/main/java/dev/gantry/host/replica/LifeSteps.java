package dev.gantry.host.replica;

import dev.gantry.api.CallSettings;
import dev.gantry.api.FunctionName;
import dev.gantry.host.replica.FunctionCell.Phase;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.ReplicaWatcher.Withdrawal;
import dev.gantry.provider.RestTier;
import java.net.InetSocketAddress;
import java.time.Duration;

/** The steps of a replica's life, called by its own thread; each takes the function's lock. */
final class LifeSteps {

  private final FunctionCell cell;

  LifeSteps(FunctionCell cell) {
    this.cell = cell;
  }

  FunctionName name() {
    return cell.name;
  }

  ReplicaLauncher launcher() {
    return cell.runtime.launcher();
  }

  /** From now on the thread may be interrupted when the replica is to go. */
  void beginEffort(ReplicaLife life) throws InterruptedException {
    cell.lock.lock();
    try {
      if (life.isLeaving() || cell.phase == Phase.CLOSED) {
        throw new InterruptedException();
      }
      life.interruptible(Thread.currentThread());
    } finally {
      cell.lock.unlock();
    }
  }

  /** No interrupt for the replica's sake comes any more; one that came is forgotten. */
  void endEffort(ReplicaLife life) {
    cell.lock.lock();
    try {
      life.interruptible(null);
      Thread.interrupted();
    } finally {
      cell.lock.unlock();
    }
  }

  /** Knows a replica that was launched or found; hears of its end. */
  void attach(ReplicaLife life, RunningReplica running) {
    cell.lock.lock();
    try {
      life.attach(running);
    } finally {
      cell.lock.unlock();
    }
    var _ = running.ended().thenAccept(reason -> ended(life, running, reason));
  }

  private void ended(ReplicaLife life, RunningReplica running, String reason) {
    cell.lock.lock();
    try {
      life.ended(running, reason);
      cell.changed.signalAll();
    } finally {
      cell.lock.unlock();
    }
  }

  /** Lets a replica that answers take calls, if it is still wanted. */
  void ready(ReplicaLife life, InetSocketAddress address) {
    cell.lock.lock();
    try {
      if (life.isWanted()) {
        life.answersAt(address);
        life.enter(new ReplicaState.Ready(), cell.now());
        cell.settle();
      }
    } finally {
      cell.lock.unlock();
    }
  }

  /** Waits until there is something to do. */
  Want await(ReplicaLife life) throws InterruptedException {
    cell.lock.lockInterruptibly();
    try {
      while (true) {
        Want want = cell.phase == Phase.CLOSED ? new Want.Release() : life.want();
        if (want != null) {
          return want;
        }
        cell.changed.await();
      }
    } finally {
      cell.lock.unlock();
    }
  }

  /** A replica has come to rest. */
  void rested(ReplicaLife life, RestTier tier) {
    cell.lock.lock();
    try {
      life.rested(tier);
      if (life.isToRest() && life.isWanted()) {
        life.enter(new ReplicaState.Resting(tier), cell.now());
      }
      cell.settle();
    } finally {
      cell.lock.unlock();
    }
  }

  /** A replica did not come to rest and is as it was. */
  void stayed(ReplicaLife life, String reason) {
    cell.lock.lock();
    try {
      life.stayed(reason, cell.now());
      cell.settle();
    } finally {
      cell.lock.unlock();
    }
  }

  /** Waits until no call is in a replica that is to go, as long as its calls may take. */
  void withdraw(ReplicaLife life, RunningReplica running) throws InterruptedException {
    if (!tookCalls(life)) {
      return;
    }
    Duration limit = CallSettings.of(life.deployment).timeout().orElse(cell.runtime.drainLimit());
    long deadline = System.nanoTime() + limit.toNanos();
    if (cell.runtime.feed().withdraw(cell.name, life.id, limit) instanceof Withdrawal.Quiet) {
      running.drain(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
  }

  private boolean tookCalls(ReplicaLife life) {
    cell.lock.lock();
    try {
      return life.answers();
    } finally {
      cell.lock.unlock();
    }
  }

  /** Whether a replica may outlive this program, rather than be ended. */
  boolean mayRunOn(ReplicaLife life) {
    cell.lock.lock();
    try {
      return cell.phase == Phase.CLOSED && life.isWanted();
    } finally {
      cell.lock.unlock();
    }
  }

  /** Says that a replica is started over; returns whether it is still wanted. */
  boolean startOver(ReplicaLife life) {
    return changeIfWanted(life, new ReplicaState.Starting());
  }

  /**
   * Says that a replica failed; returns whether to try again after a pause. One that was to rest is
   * not needed before the function is woken, and of one that was found outdated nobody knows any
   * more what it ran.
   */
  boolean failed(ReplicaLife life, String reason) {
    return changeIfWanted(life, new ReplicaState.Failing(reason));
  }

  private boolean changeIfWanted(ReplicaLife life, ReplicaState next) {
    cell.lock.lock();
    try {
      if (life.isToRest() || !life.canBeLaunched()) {
        life.leave(cell.now());
      }
      if (life.isLeaving() || cell.phase == Phase.CLOSED) {
        return false;
      }
      life.detach();
      life.enter(next, cell.now());
      cell.settle();
      return !life.isLeaving();
    } finally {
      cell.lock.unlock();
    }
  }

  /** Waits between two attempts; returns whether to make another. */
  boolean awaitRetry(ReplicaLife life, Duration pause) throws InterruptedException {
    cell.lock.lockInterruptibly();
    try {
      long left = pause.toNanos();
      while (left > 0 && !life.isLeaving() && cell.phase != Phase.CLOSED) {
        left = cell.changed.awaitNanos(left);
      }
    } finally {
      cell.lock.unlock();
    }
    return startOver(life);
  }

  /** Forgets a replica that has ended. */
  void gone(ReplicaLife life) {
    cell.lock.lock();
    try {
      cell.lives.remove(life.id);
      cell.threads.remove(Thread.currentThread());
      cell.settle();
    } finally {
      cell.lock.unlock();
    }
  }
}
