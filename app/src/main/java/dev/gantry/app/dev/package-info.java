/**
 * {@code gantry dev}: the functions of a stack as processes of this machine, deployed anew whenever
 * their files change.
 *
 * <p>Start at {@link dev.gantry.app.dev.DevSession}. It is a client of its own gateway, like any
 * other; one thread reloads, so that two versions of a function never overtake each other.
 */
@NullMarked
package dev.gantry.app.dev;

import org.jspecify.annotations.NullMarked;
