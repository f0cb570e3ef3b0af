/**
 * Starts processes and talks to them without holding a carrier thread.
 *
 * <p>Start at {@link dev.gantry.watchdog.process.ProcessStarters}. A process is started by {@code
 * posix_spawn} through the foreign-function API, or by {@link java.lang.ProcessBuilder} where that
 * is not available. Callers may be virtual threads; one platform thread, the {@code Poller}, waits
 * for their pipes and exits and unparks them. Nothing here knows HTTP.
 */
@NullMarked
package dev.gantry.watchdog.process;

import org.jspecify.annotations.NullMarked;
