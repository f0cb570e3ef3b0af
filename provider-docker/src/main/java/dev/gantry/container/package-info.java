/**
 * What both providers know of a function's container, wherever it runs: whether its watchdog
 * answers, and when it is taken for hung.
 *
 * <p>Start at {@link dev.gantry.container.WatchdogProbe}. What asks blocks and runs on virtual
 * threads. Nothing here asks an engine or knows a provider.
 */
@NullMarked
package dev.gantry.container;

import org.jspecify.annotations.NullMarked;
