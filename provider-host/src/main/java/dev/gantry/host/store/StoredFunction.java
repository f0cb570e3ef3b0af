package dev.gantry.host.store;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import java.time.Instant;

/**
 * A function as it should be.
 *
 * @param name its full name
 * @param deployment as it was sent, without registry credentials
 * @param desired how many replicas there should be
 * @param createdAt when it was first deployed
 * @param updatedAt when it was last deployed or updated
 */
public record StoredFunction(
    FunctionName name,
    FunctionDeployment deployment,
    int desired,
    Instant createdAt,
    Instant updatedAt) {}
