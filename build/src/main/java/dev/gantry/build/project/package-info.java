/**
 * Begins functions: a handler from a template, and its entry in the stack file.
 *
 * <p>Start at {@link dev.gantry.build.project.NewFunction}. Everything blocks and prints nothing.
 */
@NullMarked
package dev.gantry.build.project;

import org.jspecify.annotations.NullMarked;
