package dev.gantry.engine.container;

import dev.gantry.docker.EngineConnection;

/**
 * What all replicas share.
 *
 * @param engine where they run
 * @param access how they are reached
 * @param readiness asks them
 * @param containers those that are known
 * @param removals ends them
 * @param stopped remembers which of them rest
 */
record ContainerTools(
    EngineConnection engine,
    Access access,
    Readiness readiness,
    Containers containers,
    Removals removals,
    StoppedContainers stopped) {}
