/**
 * Keeps one process for as long as the watchdog runs, {@code mode=http} of contract 3.2.
 *
 * <p>Start at {@link dev.gantry.watchdog.supervise.SupervisedProcess}. Two virtual threads log what
 * the process writes, a third waits for its end. Nothing here knows HTTP.
 */
@NullMarked
package dev.gantry.watchdog.supervise;

import org.jspecify.annotations.NullMarked;
