/**
 * The lines the watchdog writes, and those it passes on for the function.
 *
 * <p>Start at {@link dev.gantry.watchdog.log.WatchdogLog}. Any thread may write. There is no SLF4J
 * here: the watchdog is the JDK alone (ADR 0002), and existing tools read these lines as they are.
 */
@NullMarked
package dev.gantry.watchdog.log;

import org.jspecify.annotations.NullMarked;
