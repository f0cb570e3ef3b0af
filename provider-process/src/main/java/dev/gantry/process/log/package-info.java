/**
 * What functions and their watchdogs wrote, in bounded files that survive restarts.
 *
 * <p>Start at {@link dev.gantry.process.log.FunctionLog}. Each function has two files, the present
 * one and the one before, both of bounded size; together they are all that is kept. Writing happens
 * on the threads of the watchdogs, reading on the caller's thread, straight from the files, so a
 * slow reader costs no memory. Nothing here knows what a replica is.
 */
@NullMarked
package dev.gantry.process.log;

import org.jspecify.annotations.NullMarked;
