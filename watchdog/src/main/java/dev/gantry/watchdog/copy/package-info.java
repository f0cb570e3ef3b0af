/**
 * Copies streams with little memory while nothing flows.
 *
 * <p>Start at {@link dev.gantry.watchdog.copy.CopyBuffer}. Knows nothing else of the watchdog.
 */
@NullMarked
package dev.gantry.watchdog.copy;

import org.jspecify.annotations.NullMarked;
