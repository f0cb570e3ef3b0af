/**
 * Starts processes and talks to them without holding a carrier thread.
 *
 * <p>Start at {@link dev.gantry.watchdog.process.ProcessStarter}. A process is started by {@code
 * posix_spawn} through the foreign-function API, or by {@link java.lang.ProcessBuilder} where that
 * is not available. A small fixed number of platform threads waits for pipes and exits and unparks
 * the callers, which may be virtual threads. Nothing here knows HTTP.
 */
@NullMarked
package dev.gantry.watchdog.process;

import org.jspecify.annotations.NullMarked;
