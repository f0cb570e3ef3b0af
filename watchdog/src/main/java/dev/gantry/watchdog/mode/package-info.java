/**
 * Turns a request into a run of the function's process, and its output into an answer.
 *
 * <p>Start at {@link dev.gantry.watchdog.mode.ClassicMode}; {@link
 * dev.gantry.watchdog.mode.SerializingMode} and {@link dev.gantry.watchdog.mode.StreamingMode} are
 * the other two ways. Each call is straight-line code on its connection's virtual thread. Contract
 * 3.1 and 3.2 decide what is answered.
 */
@NullMarked
package dev.gantry.watchdog.mode;

import org.jspecify.annotations.NullMarked;
