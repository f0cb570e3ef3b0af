/**
 * Runs one process for one call: feeds it, collects its lines, ends it in time, and knows when its
 * output is complete although its children may hold the pipe.
 *
 * <p>Start at {@link dev.gantry.watchdog.run.Run}. The call's own thread reads the output; a
 * virtual thread each logs STDERR, waits for the end and feeds STDIN unless the input is short and
 * at hand. Nothing here knows HTTP.
 */
@NullMarked
package dev.gantry.watchdog.run;

import org.jspecify.annotations.NullMarked;
