/**
 * What a person set, where, and whether it makes sense.
 *
 * <p>Start at {@link dev.gantry.app.settings.SettingsReader}: command line before environment
 * before file before default, every problem at once.
 */
@NullMarked
package dev.gantry.app.settings;

import org.jspecify.annotations.NullMarked;
