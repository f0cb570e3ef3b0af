package dev.gantry.host.replica;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.host.replica.FunctionCell.Phase;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.RestTier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One function: how many replicas there should be, and those there are. Replicas are started,
 * withdrawn and stopped by their own threads. Methods return at once unless they say otherwise.
 * Thread-safe.
 */
public final class RunningFunction implements AutoCloseable {

  private final FunctionCell cell;
  private final Slumber slumber;

  /** A function that is not running yet; see {@link #start}. */
  public RunningFunction(
      FunctionName name,
      FunctionDeployment deployment,
      Optional<String> note,
      int desired,
      Instant createdAt,
      Instant updatedAt,
      FunctionRuntime runtime) {
    this.cell = new FunctionCell(name, deployment, note, desired, createdAt, updatedAt, runtime);
    this.slumber = new Slumber(cell);
  }

  public FunctionName name() {
    return cell.name;
  }

  /** What it is now. */
  public FunctionState state() {
    cell.lock.lock();
    try {
      return cell.view();
    } finally {
      cell.lock.unlock();
    }
  }

  /** Shows that its image is being fetched, from now on until {@link #fetched}. */
  public void fetching(String image) {
    change(
        () -> {
          cell.fetch.begin(image);
          cell.phase = cell.phase == Phase.NEW ? Phase.FETCHING : cell.phase;
        });
  }

  /** Shows how much of its image is there, from 0 to 1. */
  public void fetched(double progress) {
    cell.lock.lock();
    try {
      if (cell.fetch.progress(progress)) {
        cell.settle();
      }
    } finally {
      cell.lock.unlock();
    }
  }

  /** Shows no more that an image is being fetched for an update. */
  public void fetched() {
    change(cell.fetch::end);
  }

  /** Whether its first image is still being fetched. */
  public boolean isFetching() {
    cell.lock.lock();
    try {
      return cell.phase == Phase.FETCHING;
    } finally {
      cell.lock.unlock();
    }
  }

  /** Ends before it was started; the watcher hears of its removal. */
  public void abandon() {
    cell.lock.lock();
    try {
      if (cell.phase == Phase.FETCHING) {
        cell.vanish();
      }
    } finally {
      cell.lock.unlock();
    }
  }

  /**
   * Takes over replicas that an earlier run of this program left, before {@link #start}.
   *
   * @return those that are of no use, to be closed by the caller
   */
  public List<FoundReplica> adopt(List<FoundReplica> found) {
    List<FoundReplica> useless = new ArrayList<>();
    cell.lock.lock();
    try {
      for (FoundReplica one : found) {
        if (!isAlive(one.state()) || cell.lives.containsKey(one.replicaId())) {
          useless.add(one);
        } else {
          adopt(one);
        }
      }
      slumber.reconcile();
      return useless;
    } finally {
      cell.lock.unlock();
    }
  }

  private static boolean isAlive(ReplicaState state) {
    return switch (state) {
      case ReplicaState.Ready _, ReplicaState.Starting _, ReplicaState.Resting _ -> true;
      case ReplicaState.Pulling _, ReplicaState.Draining _, ReplicaState.Failing _ -> false;
    };
  }

  private void adopt(FoundReplica found) {
    boolean current = found.deployedAt().equals(cell.updatedAt);
    ReplicaOrder order =
        new ReplicaOrder(cell.name, cell.deployment, found.deployedAt(), found.replicaId());
    cell.add(
        new ReplicaLife(
            order,
            current ? cell.generation : cell.generation - 1,
            new LifeSteps(cell),
            cell.now(),
            found,
            current));
  }

  /** Starts the replicas there should be. */
  public void start() {
    change(
        () -> {
          cell.fetch.end();
          cell.phase = Phase.RUNNING;
        });
  }

  /** Pushes what it is to a watcher that just came. */
  public void announce() {
    cell.lock.lock();
    try {
      if (cell.phase != Phase.NEW && cell.phase != Phase.GONE) {
        cell.push();
      }
    } finally {
      cell.lock.unlock();
    }
  }

  /** Replaces every replica by one of another deployment, new ones first. */
  public void replace(
      FunctionDeployment newer, Optional<String> newNote, int newDesired, Instant now) {
    change(
        () -> {
          cell.deployment = newer;
          cell.note = newNote;
          cell.desired = newDesired;
          cell.updatedAt = now;
          cell.generation++;
        });
  }

  /** Sets how many replicas there should be; wakes them, unless that is none. */
  public void scale(int newDesired) {
    change(
        () -> {
          cell.desired = newDesired;
          cell.takeSurplusAway();
          slumber.rouse();
        });
  }

  /**
   * Puts all replicas to rest, unless a call is in one of them; then all stay. Blocks until they
   * rest; the tier {@link RestTier#REMOVED} only asks for calls and takes them away.
   *
   * @return {@code Done}, {@code Refused} or {@code Failed}
   */
  public ChangeOutcome rest(RestTier tier) throws InterruptedException {
    return slumber.rest(tier);
  }

  /** Wakes what rests; returns whether there should be replicas, without changing how many. */
  public boolean wake() {
    return slumber.wake();
  }

  /** Takes all replicas away for good; the watcher hears of the removal when they are gone. */
  public void leave() {
    change(
        () -> {
          cell.phase = Phase.LEAVING;
          cell.desired = 0;
        });
  }

  private void change(Runnable change) {
    cell.lock.lock();
    try {
      if (cell.phase != Phase.CLOSED) {
        cell.changes++;
        change.run();
        cell.settle();
      }
    } finally {
      cell.lock.unlock();
    }
  }

  /** Blocks until the last replica is gone after {@link #leave}, or this is closed. */
  public void awaitGone() throws InterruptedException {
    cell.lock.lock();
    try {
      while (cell.phase != Phase.GONE && cell.phase != Phase.CLOSED) {
        cell.changed.await();
      }
    } finally {
      cell.lock.unlock();
    }
  }

  /** Blocks until no replica of an earlier deployment is there, or this is gone or closed. */
  public void awaitReplaced() throws InterruptedException {
    cell.lock.lock();
    try {
      while (isReplacing() && cell.phase == Phase.RUNNING) {
        cell.changed.await();
      }
    } finally {
      cell.lock.unlock();
    }
  }

  /** Whether a replica of an earlier deployment is there. */
  public boolean isReplacing() {
    cell.lock.lock();
    try {
      return cell.lives.values().stream().anyMatch(life -> life.generation < cell.generation);
    } finally {
      cell.lock.unlock();
    }
  }

  /**
   * Lets all replicas go at once, without asking the watcher: those that can outlive this program
   * run on, the others end. Blocks until that is done.
   */
  @Override
  public void close() {
    List<Thread> running;
    cell.lock.lock();
    try {
      cell.phase = Phase.CLOSED;
      cell.changed.signalAll();
      running = List.copyOf(cell.threads);
    } finally {
      cell.lock.unlock();
    }
    running.forEach(Thread::interrupt);
    running.forEach(Uninterrupted::join);
  }
}
