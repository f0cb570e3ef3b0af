package dev.gantry.gateway.relay;

import dev.gantry.gateway.replica.ReplicaSlot;
import dev.gantry.gateway.replica.Rotation;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where one call has been tried in vain, and where it may go next. */
final class Tries {

  /** Tries of one call at most, over all replicas. */
  private static final int MOST = 8;

  private final Rotation rotation;
  private int count;
  private boolean again;
  private @Nullable Set<ReplicaSlot> failed;

  Tries(Rotation rotation) {
    this.rotation = rotation;
  }

  /** Counts a try that begins. */
  void count() {
    count++;
  }

  /**
   * Enters a replica that was not tried yet.
   *
   * @param last where the last try failed
   * @return null when there is none with room
   */
  @Nullable ReplicaSlot enterOther(ReplicaSlot last) {
    Set<ReplicaSlot> all = failed;
    if (all == null) {
      all = new HashSet<>();
      failed = all;
    }
    all.add(last);
    return count < MOST ? rotation.tryEnterOther(all) : null;
  }

  /** Enters the replica that was tried last once more; once in a call. */
  boolean enterAgain(ReplicaSlot last) {
    if (again || !rotation.tryEnterAgain(last)) {
      return false;
    }
    again = true;
    return true;
  }

  /**
   * Whether waiting makes sense: for room in a replica that was not tried, or for one to come when
   * there is none left.
   */
  boolean mayWait() {
    return count < MOST && failed != null && rotation.mayGetOther(failed);
  }
}
