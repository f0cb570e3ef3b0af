/**
 * Turns a deployment into a watchdog in this JVM that forks the function's process.
 *
 * <p>Start at {@link dev.gantry.process.launch.WatchdogLauncher}. What a function's process sees is
 * decided in {@link dev.gantry.process.launch.FunctionVariables}, whose rights it has in {@code
 * CommandPrefix}. Nothing here keeps state.
 */
@NullMarked
package dev.gantry.process.launch;

import org.jspecify.annotations.NullMarked;
