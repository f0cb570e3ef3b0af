/**
 * Runs replicas as containers of one Docker Engine.
 *
 * <p>Start at {@link dev.gantry.engine.DockerProvider}; the translation is in {@code
 * specification}, the containers' lives are in {@code container}. What should be, and how many
 * replicas there are, is {@code dev.gantry.host}'s business.
 */
@NullMarked
package dev.gantry.engine;

import org.jspecify.annotations.NullMarked;
