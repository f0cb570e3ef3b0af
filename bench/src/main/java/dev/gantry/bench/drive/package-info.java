/**
 * Programs that benches start and drive: load, yardsticks, and what is known of the machine.
 *
 * <p>Start at {@link dev.gantry.bench.drive.Wrk}. Whatever is started here listens on loopback only
 * and is ended by who started it. Nothing here knows what is measured.
 */
@NullMarked
package dev.gantry.bench.drive;

import org.jspecify.annotations.NullMarked;
