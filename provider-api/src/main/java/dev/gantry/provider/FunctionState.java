package dev.gantry.provider;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A function as its provider sees it at one moment.
 *
 * @param name its full name
 * @param revision grows with every change of this function, so that a late push is recognised; a
 *     function that is removed and deployed again goes on counting
 * @param deployment as it was sent, without registry credentials
 * @param desired how many replicas there should be; 0 is asleep
 * @param replicas what there is, those that are ending included
 * @param createdAt when it was first deployed
 * @param updatedAt when it was last deployed or updated
 * @param note something people should know, such as a limit that was raised; empty when nothing
 */
public record FunctionState(
    FunctionName name,
    long revision,
    FunctionDeployment deployment,
    int desired,
    List<Replica> replicas,
    Instant createdAt,
    Instant updatedAt,
    Optional<String> note) {

  public FunctionState {
    replicas = List.copyOf(replicas);
  }

  /** How many replicas take calls. */
  public int ready() {
    int ready = 0;
    for (Replica replica : replicas) {
      if (replica.state() instanceof ReplicaState.Ready) {
        ready++;
      }
    }
    return ready;
  }
}
