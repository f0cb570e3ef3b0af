/**
 * A registry for tests of whatever pulls images, as no other can be reached where they run.
 *
 * <p>Start at {@link dev.gantry.tck.registry.TestRegistry}. It answers on threads of its own.
 */
@NullMarked
package dev.gantry.tck.registry;

import org.jspecify.annotations.NullMarked;
