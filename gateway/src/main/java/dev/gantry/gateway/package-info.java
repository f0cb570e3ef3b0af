/**
 * The front door: routes calls to replicas, and serves the REST API.
 *
 * <p>Start at {@link dev.gantry.gateway.Gateway}. Calls run on event loops in {@code edge}, {@code
 * relay} and {@code replica} and never block there; everything else is straight-line code on
 * virtual threads behind {@code endpoint}. Which provider runs the replicas is not known here.
 */
@NullMarked
package dev.gantry.gateway;

import org.jspecify.annotations.NullMarked;
