/**
 * Reads variables into values and says what is wrong with those that cannot be read.
 *
 * <p>Start at {@link dev.gantry.watchdog.settings.Setting}, the list of all variables, and {@link
 * dev.gantry.watchdog.settings.Values}, which reads them. Pure functions of their input; nothing
 * here knows what a setting is for.
 */
@NullMarked
package dev.gantry.watchdog.settings;

import org.jspecify.annotations.NullMarked;
