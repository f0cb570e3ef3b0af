/**
 * From a deployment to the container that the engine is asked for (ADR 0016).
 *
 * <p>Start at {@link dev.gantry.engine.specification.ContainerSpecification}. Everything here is a
 * pure function; nothing asks an engine.
 */
@NullMarked
package dev.gantry.engine.specification;

import org.jspecify.annotations.NullMarked;
