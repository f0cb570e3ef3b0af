package dev.gantry.host.replica;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.ReplicaState;
import java.time.Instant;

/**
 * A replica that an earlier run of this program left.
 *
 * @param function whose replica; there may be no such function any more
 * @param replicaId its id
 * @param deployedAt its {@link ReplicaOrder#deployedAt generation}
 * @param state ready, starting (runs, and was not seen answering yet) or resting
 * @param running its handle
 */
public record FoundReplica(
    FunctionName function,
    String replicaId,
    Instant deployedAt,
    ReplicaState state,
    RunningReplica running) {}
