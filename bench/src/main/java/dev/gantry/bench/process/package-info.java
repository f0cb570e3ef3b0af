/**
 * Measures how fast processes start, beside a C program that does the same.
 *
 * <p>Start at {@link dev.gantry.bench.process.StartRate}.
 */
@NullMarked
package dev.gantry.bench.process;

import org.jspecify.annotations.NullMarked;
