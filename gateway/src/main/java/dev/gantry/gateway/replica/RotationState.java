package dev.gantry.gateway.replica;

import dev.gantry.api.CallSettings;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import java.util.List;

/**
 * What holds for one function at one moment; swapped whole.
 *
 * @param revision the provider's
 * @param settings how its calls are limited
 * @param ready the replicas that take calls
 * @param asleep whether nothing is ready and nothing will be unless it is woken
 */
record RotationState(
    long revision, CallSettings settings, List<ReplicaSlot> ready, boolean asleep) {

  /** Before the first push. */
  static final RotationState NOTHING =
      new RotationState(Long.MIN_VALUE, CallSettings.DEFAULT, List.of(), false);

  RotationState {
    ready = List.copyOf(ready);
  }

  /** The same with one replica less. */
  RotationState without(ReplicaSlot replica) {
    List<ReplicaSlot> others = ready.stream().filter(other -> other != replica).toList();
    return new RotationState(revision, settings, others, asleep);
  }

  /** Whether a function gets no replica by itself: it is scaled to zero, or all of it rests. */
  static boolean isAsleep(FunctionState function) {
    boolean resting = false;
    for (Replica replica : function.replicas()) {
      switch (replica.state()) {
        case ReplicaState.Ready ignored -> {
          return false;
        }
        case ReplicaState.Starting ignored -> {
          return false;
        }
        case ReplicaState.Pulling ignored -> {
          return false;
        }
        case ReplicaState.Resting ignored -> resting = true;
        case ReplicaState.Draining ignored -> {}
        case ReplicaState.Failing ignored -> {}
      }
    }
    return resting || function.desired() == 0;
  }
}
