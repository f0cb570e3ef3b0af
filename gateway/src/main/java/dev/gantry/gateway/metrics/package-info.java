/**
 * What is counted, and the page Prometheus reads (contract section 4).
 *
 * <p>Start at {@link dev.gantry.gateway.metrics.CallMeters}; {@link
 * dev.gantry.gateway.metrics.PrometheusMeters} is what runs. Counting is wait-free and safe from
 * any thread; series exist for known functions only. The page is made on a virtual thread.
 */
@NullMarked
package dev.gantry.gateway.metrics;

import org.jspecify.annotations.NullMarked;
