/**
 * Makes images of functions: the build folder of template and handler, and the engine's build of
 * it.
 *
 * <p>Start at {@link dev.gantry.build.image.FunctionBuild}. Nothing here prints: what happens is
 * told to a listener as {@link dev.gantry.docker.BuildEvent}s, on the thread that builds or on one
 * of the engine's connection. Everything blocks.
 */
@NullMarked
package dev.gantry.build.image;

import org.jspecify.annotations.NullMarked;
