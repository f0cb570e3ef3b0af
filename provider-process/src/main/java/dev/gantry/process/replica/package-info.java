/**
 * Keeps as many replicas of each function running as there should be.
 *
 * <p>Start at {@link dev.gantry.process.replica.RunningFunction}. Each replica is a straight-line
 * {@link dev.gantry.process.replica.ReplicaLife} on a virtual thread: launched, ready, asked to go,
 * withdrawn, stopped. What a replica is behind its address is a {@link
 * dev.gantry.process.replica.ReplicaLauncher}'s business. Nothing here knows the database.
 */
@NullMarked
package dev.gantry.process.replica;

import org.jspecify.annotations.NullMarked;
