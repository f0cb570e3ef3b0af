/**
 * Keeps processes started before the calls they are for, so that a call does not wait for an
 * interpreter's start.
 *
 * <p>Start at {@link dev.gantry.watchdog.spare.SpareProcesses}, which stands in for the starter of
 * the calls' processes. One virtual thread a watchdog starts the spares, one a spare waits for its
 * death. Nothing here knows HTTP.
 */
@NullMarked
package dev.gantry.watchdog.spare;

import org.jspecify.annotations.NullMarked;
