/**
 * What the watchdog answers by itself: health, readiness, too many calls, metrics.
 *
 * <p>Start at {@link dev.gantry.watchdog.endpoint.Routes}. Runs on the connection's virtual thread.
 * Nothing here knows processes.
 */
@NullMarked
package dev.gantry.watchdog.endpoint;

import org.jspecify.annotations.NullMarked;
