/**
 * The records that travel over the REST API, and the rules of their names and quantities.
 *
 * <p>Start at {@link dev.gantry.api.FunctionDeployment} (what a client asks for) and {@link
 * dev.gantry.api.FunctionStatus} (what it is told). {@link dev.gantry.api.ApiJson} is the one place
 * that turns them into JSON and back. Everything is immutable and free of I/O; user input is judged
 * by methods that return {@link dev.gantry.api.Problem}s, all of them at once.
 */
@NullMarked
package dev.gantry.api;

import org.jspecify.annotations.NullMarked;
