/**
 * The git command: what it is asked, with what it may not do.
 *
 * <p>Start at {@link dev.gantry.build.git.Git}. Everything blocks.
 */
@NullMarked
package dev.gantry.build.git;

import org.jspecify.annotations.NullMarked;
