/**
 * What both providers know of a function's container, wherever it runs: its labels, variables and
 * amounts, how long it may take to stop, whether its watchdog answers, and when it hangs.
 *
 * <p>Start at {@link dev.gantry.container.FunctionLabels} and {@link
 * dev.gantry.container.WatchdogProbe}. What asks blocks and runs on virtual threads; the rest are
 * pure functions. Nothing here asks an engine or knows a provider.
 */
@NullMarked
package dev.gantry.container;

import org.jspecify.annotations.NullMarked;
