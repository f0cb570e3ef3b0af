/**
 * The connection to a Docker Engine: where it is, credentials of registries, images.
 *
 * <p>Start at {@link dev.gantry.docker.EngineConnection}.
 */
@NullMarked
package dev.gantry.docker;

import org.jspecify.annotations.NullMarked;
