/**
 * Measures functions in containers through a gateway: how soon they answer on one engine and on a
 * Swarm, and how fast they go on, beside the engine's own commands.
 *
 * <p>Start at {@link dev.gantry.bench.container.ColdBench}. An engine must answer; what is made
 * there is named {@code gantry-bench-…} and removed at the end.
 */
@NullMarked
package dev.gantry.bench.container;

import org.jspecify.annotations.NullMarked;
