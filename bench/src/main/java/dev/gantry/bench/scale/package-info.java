/**
 * How fast replicas follow a load. Start at {@link dev.gantry.bench.scale.ScaleBench}; the loads of
 * its table that are played by a manual clock are {@code SimulationTest} of the gateway.
 */
@NullMarked
package dev.gantry.bench.scale;

import org.jspecify.annotations.NullMarked;
