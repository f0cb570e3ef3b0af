/**
 * What is counted, and the page Prometheus reads (contract section 4).
 *
 * <p>Start at {@link dev.gantry.gateway.metrics.CallMeters}. Counting is wait-free and safe from
 * any thread; series exist for known functions only.
 */
@NullMarked
package dev.gantry.gateway.metrics;

import org.jspecify.annotations.NullMarked;
