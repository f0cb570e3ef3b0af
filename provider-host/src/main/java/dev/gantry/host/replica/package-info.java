/**
 * Keeps as many replicas of each function running as there should be.
 *
 * <p>Start at {@link dev.gantry.host.replica.RunningFunction}. Each replica is a {@code
 * ReplicaLife}, which says what it is and should be, and a {@code ReplicaThread}, a virtual thread
 * that makes it so: launches it, again when it dies, puts it to rest, wakes it, withdraws and stops
 * it. {@code ReplicaPlan} counts, {@code Slumber} knows when a function may rest. What a replica is
 * behind its address is a {@link dev.gantry.host.replica.ReplicaLauncher}'s business. Nothing here
 * knows the database.
 */
@NullMarked
package dev.gantry.host.replica;

import org.jspecify.annotations.NullMarked;
