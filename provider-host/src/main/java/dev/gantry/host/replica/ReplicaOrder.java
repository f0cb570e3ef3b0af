package dev.gantry.host.replica;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import java.time.Instant;

/**
 * What is to be launched.
 *
 * @param function whose replica
 * @param deployment what it runs
 * @param deployedAt when this deployment was recorded; with the function it names one generation of
 *     replicas, and is kept with a replica that can be found again
 * @param replicaId unique among all replicas that ever were
 */
public record ReplicaOrder(
    FunctionName function, FunctionDeployment deployment, Instant deployedAt, String replicaId) {}
