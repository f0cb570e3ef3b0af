/**
 * Answers HTTP and hands every request to a process over STDIN and STDOUT.
 *
 * <p>Start at {@link dev.gantry.watchdog.Watchdog}. It is a program of its own in a container, and
 * a library in the embedded provider. It knows the JDK and nothing else (ADR 0002): no gateway, no
 * provider, no third-party jar. Each call is straight-line code on a virtual thread; pipes and
 * exits are waited for by the few platform threads of {@code process}.
 */
@NullMarked
package dev.gantry.watchdog;

import org.jspecify.annotations.NullMarked;
