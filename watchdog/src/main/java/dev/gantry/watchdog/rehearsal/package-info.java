/**
 * Goes once through what the watchdog can do, while Java writes down what that needs.
 *
 * <p>Only {@code runtime/build} runs {@link dev.gantry.watchdog.rehearsal.RehearsalMain}, to make
 * the AOT cache of the runtime folder. Nothing else may use this package.
 */
@NullMarked
package dev.gantry.watchdog.rehearsal;

import org.jspecify.annotations.NullMarked;
