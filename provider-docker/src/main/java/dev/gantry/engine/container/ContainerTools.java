package dev.gantry.engine.container;

import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.Images;

/**
 * What all replicas share.
 *
 * @param engine where they run
 * @param images what they are made of
 * @param access how they are reached
 * @param readiness asks them
 * @param containers those that are known
 * @param removals ends them
 * @param stopped remembers which of them rest
 */
record ContainerTools(
    EngineConnection engine,
    Images images,
    Access access,
    Readiness readiness,
    Containers containers,
    Removals removals,
    StoppedContainers stopped) {}
