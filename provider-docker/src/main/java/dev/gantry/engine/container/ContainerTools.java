package dev.gantry.engine.container;

import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.Images;
import java.util.concurrent.Semaphore;

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
 * @param starts so many are made or started at once: an engine gets no more done by more of them,
 *     and each is answered within the connection's limit
 */
record ContainerTools(
    EngineConnection engine,
    Images images,
    Access access,
    Readiness readiness,
    Containers containers,
    Removals removals,
    StoppedContainers stopped,
    Semaphore starts) {}
