package dev.gantry.host.replica;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What is to be done so that there are as many replicas of the present deployment as there should
 * be: arithmetic, done anew after every change.
 *
 * @param missing how many to start; none while the function rests
 * @param surplus which to take away: those too many, of which ones that are not ready go first and
 *     young ones before old ones, and those of an earlier deployment once enough new ones are ready
 */
record ReplicaPlan(int missing, List<ReplicaLife> surplus) {

  static ReplicaPlan of(Collection<ReplicaLife> lives, int generation, int desired) {
    List<ReplicaLife> ready = new ArrayList<>();
    List<ReplicaLife> others = new ArrayList<>();
    List<ReplicaLife> outdated = new ArrayList<>();
    boolean rests = false;
    for (ReplicaLife life : lives) {
      if (life.isLeaving()) {
        continue;
      }
      if (life.generation < generation) {
        outdated.add(life);
      } else {
        rests |= life.isToRest();
        (life.isReady() ? ready : others).add(life);
      }
    }
    List<ReplicaLife> surplus = new ArrayList<>();
    if (ready.size() >= desired) {
      surplus.addAll(outdated);
    }
    List<ReplicaLife> current = new ArrayList<>(ready);
    current.addAll(others);
    if (current.size() > desired) {
      surplus.addAll(current.subList(desired, current.size()));
    }
    int missing = rests ? 0 : Math.max(0, desired - current.size());
    return new ReplicaPlan(missing, surplus);
  }
}
