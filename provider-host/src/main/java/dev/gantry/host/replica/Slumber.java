package dev.gantry.host.replica;

import dev.gantry.host.replica.FunctionCell.Phase;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.Failed;
import dev.gantry.provider.ChangeOutcome.Refused;
import dev.gantry.provider.ReplicaWatcher.Withdrawal;
import dev.gantry.provider.RestTier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one function goes to rest and wakes. A rest stands its ready replicas aside, asks whether a
 * call is in one, and then tells all of them how deeply to rest, or puts all back; their threads do
 * the rest. A wake, or any other change, that comes while it asks wins. Takes the function's lock.
 */
final class Slumber {

  private final FunctionCell cell;

  Slumber(FunctionCell cell) {
    this.cell = cell;
  }

  /** Those that are asked, and what had changed by then. */
  private record Asking(List<ReplicaLife> asked, long changes) {}

  /**
   * Puts all replicas to rest, or none. Blocks until they rest.
   *
   * @return {@code Done}, {@code Refused} when a call was running or the function was not ready
   *     yet, or {@code Failed}
   */
  ChangeOutcome rest(RestTier tier) throws InterruptedException {
    Optional<Asking> begun = begin();
    if (begun.isEmpty()) {
      return refused("one that has been ready");
    }
    Asking asking = begun.get();
    boolean quiet = false;
    try {
      quiet = isQuiet(asking.asked());
    } finally {
      quiet = decide(asking, quiet, tier);
    }
    return quiet ? awaitRest(asking, tier) : refused("one without running calls");
  }

  private Refused refused(String expected) {
    return Refused.because("function", cell.name.toString(), expected);
  }

  private Optional<Asking> begin() {
    cell.lock.lock();
    try {
      boolean wasReady =
          cell.desired == 0
              || cell.current().stream().anyMatch(life -> life.isReady() || life.isToRest());
      if (cell.phase != Phase.RUNNING || !wasReady) {
        return Optional.empty();
      }
      List<ReplicaLife> ready = cell.staying().stream().filter(ReplicaLife::isReady).toList();
      ready.forEach(life -> life.standAside(cell.now()));
      if (!ready.isEmpty()) {
        cell.push();
      }
      return Optional.of(new Asking(ready, cell.changes));
    } finally {
      cell.lock.unlock();
    }
  }

  private boolean isQuiet(List<ReplicaLife> asked) throws InterruptedException {
    for (ReplicaLife life : asked) {
      Withdrawal answer = cell.runtime.feed().withdraw(cell.name, life.id, Duration.ZERO);
      if (!(answer instanceof Withdrawal.Quiet)) {
        return false;
      }
    }
    return true;
  }

  /** Puts all asked replicas to rest, or back; returns which. */
  private boolean decide(Asking asking, boolean quiet, RestTier tier) {
    cell.lock.lock();
    try {
      boolean rests = quiet && asking.changes() == cell.changes && cell.phase == Phase.RUNNING;
      if (!rests) {
        asking.asked().forEach(life -> life.standBack(cell.now()));
      } else if (tier == RestTier.REMOVED) {
        cell.desired = 0;
      } else {
        lullAll(asking, tier);
      }
      cell.settle();
      return rests;
    } finally {
      cell.lock.unlock();
    }
  }

  /** Those that neither took calls nor rest are of no use to a function at rest. */
  private void lullAll(Asking asking, RestTier tier) {
    for (ReplicaLife life : cell.staying()) {
      boolean canRest = asking.asked().contains(life) && life.answers();
      if (life.generation == cell.generation && (canRest || life.isToRest())) {
        life.fallAsleep(tier);
      } else {
        life.leave(cell.now());
      }
    }
  }

  private ChangeOutcome awaitRest(Asking asking, RestTier tier) {
    cell.lock.lock();
    try {
      while (cell.phase == Phase.RUNNING
          && cell.lives.values().stream().anyMatch(ReplicaLife::isFallingAsleep)) {
        cell.changed.awaitUninterruptibly();
      }
      Optional<String> resistance =
          cell.staying().stream().flatMap(life -> life.resistance().stream()).findFirst();
      if (resistance.isEmpty()) {
        return new Done();
      }
      if (!asking.asked().isEmpty()) {
        rouse();
        cell.settle();
      }
      return new Failed("a replica could not rest as " + tier + ": " + resistance.get());
    } finally {
      cell.lock.unlock();
    }
  }

  /**
   * Wakes what rests, and keeps what is about to rest from it.
   *
   * @return whether the function has replicas that are awake now or are waking
   */
  boolean wake() {
    cell.lock.lock();
    try {
      cell.changes++;
      boolean hasReplicas =
          cell.desired > 0 && (cell.phase == Phase.RUNNING || cell.phase == Phase.FETCHING);
      if (hasReplicas && rouse()) {
        cell.settle();
      }
      return hasReplicas;
    } finally {
      cell.lock.unlock();
    }
  }

  /** Tells all replicas to take calls, with the lock held; returns whether one was to rest. */
  boolean rouse() {
    List<ReplicaLife> resting = cell.staying().stream().filter(ReplicaLife::isToRest).toList();
    resting.forEach(life -> life.rouse(cell.now()));
    return !resting.isEmpty();
  }

  /** Brings what was found into one state, with the lock held: all rest alike, or none rests. */
  void reconcile() {
    List<ReplicaLife> current = cell.current();
    boolean awake = current.stream().anyMatch(life -> !life.isToRest());
    Optional<RestTier> deepest =
        current.stream().flatMap(life -> life.tier().stream()).max(RestTier::compareTo);
    for (ReplicaLife life : current) {
      if (!life.isToRest()) {
        continue;
      }
      if (awake) {
        life.rouse(cell.now());
      } else {
        deepest.ifPresent(life::fallAsleep);
      }
    }
  }
}
