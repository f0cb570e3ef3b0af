/**
 * What benches found: figures beside their yardsticks and goals, and the table of them.
 *
 * <p>Start at {@link dev.gantry.bench.figure.FigureReport}.
 */
@NullMarked
package dev.gantry.bench.figure;

import org.jspecify.annotations.NullMarked;
