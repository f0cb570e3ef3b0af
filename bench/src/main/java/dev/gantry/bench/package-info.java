/**
 * Measures Gantry beside a yardstick of the same run.
 *
 * <p>Start at {@link dev.gantry.bench.Main}. Nothing here is a test: figures are printed, written
 * as JSON and judged by people. All load stays on loopback and is bounded in time.
 */
@NullMarked
package dev.gantry.bench;

import org.jspecify.annotations.NullMarked;
