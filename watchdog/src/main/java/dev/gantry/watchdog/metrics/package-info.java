/**
 * Counts calls and writes the counts in the Prometheus text format, contract section 4.
 *
 * <p>Start at {@link dev.gantry.watchdog.metrics.CallMetrics}. Thread-safe. No third-party client:
 * the watchdog is the JDK alone (ADR 0002), and three metrics are all there is.
 */
@NullMarked
package dev.gantry.watchdog.metrics;

import org.jspecify.annotations.NullMarked;
