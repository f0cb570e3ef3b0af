package dev.gantry.gateway.admin;

import dev.gantry.api.FunctionStatus;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a function is doing, in one word for people, with the reason.
 *
 * <p>Ready beats failing beats pulling beats starting: one replica that takes calls makes a
 * function useful, and a failure that is tried again and again must not look like a start.
 *
 * @param state the word
 * @param reason why; null when there is nothing to say
 * @param progress of the slowest image pull, 0 to 1; null when the word is not pulling
 */
record Condition(FunctionStatus.State state, @Nullable String reason, @Nullable Double progress) {

  static Condition of(FunctionState function) {
    Set<String> reasons = new LinkedHashSet<>();
    boolean starting = false;
    boolean resting = false;
    double slowest = Double.NaN;
    for (Replica replica : function.replicas()) {
      switch (replica.state()) {
        case ReplicaState.Failing(String why) -> reasons.add(why);
        case ReplicaState.Pulling(double progress) ->
            slowest = Double.isNaN(slowest) ? progress : Math.min(slowest, progress);
        case ReplicaState.Starting() -> starting = true;
        case ReplicaState.Resting resting1 -> resting = true;
        case ReplicaState.Ready(), ReplicaState.Draining() -> {}
      }
    }
    boolean failing = !reasons.isEmpty();
    function.note().ifPresent(reasons::add);
    String reason = reasons.isEmpty() ? null : String.join("; ", reasons);
    if (function.ready() > 0) {
      return new Condition(FunctionStatus.State.READY, reason, null);
    }
    if (failing) {
      return new Condition(FunctionStatus.State.FAILING, reason, null);
    }
    if (!Double.isNaN(slowest)) {
      return new Condition(FunctionStatus.State.PULLING, reason, slowest);
    }
    boolean asleep = function.desired() == 0 || (resting && !starting);
    return new Condition(
        asleep ? FunctionStatus.State.ASLEEP : FunctionStatus.State.STARTING, reason, null);
  }
}
