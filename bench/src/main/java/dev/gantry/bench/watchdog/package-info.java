/**
 * Measures the watchdog's packaged folder: calls, start, memory and size, beside yardsticks.
 *
 * <p>Start at {@link dev.gantry.bench.watchdog.WatchdogBench}; each {@code Measurement} is one row
 * of its table. The folder is expected at {@code /opt/gantry}, where {@code bench/at-opt} shows it
 * to this program and to all that it starts. Everything listens on loopback or is asked there, and
 * is ended by its id.
 */
@NullMarked
package dev.gantry.bench.watchdog;

import org.jspecify.annotations.NullMarked;
