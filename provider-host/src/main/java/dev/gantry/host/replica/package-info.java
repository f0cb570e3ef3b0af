/**
 * Keeps as many replicas of each function running as there should be.
 *
 * <p>What a replica is behind its address is a {@link dev.gantry.host.replica.ReplicaLauncher}'s
 * business. Nothing here knows the database.
 */
@NullMarked
package dev.gantry.host.replica;

import org.jspecify.annotations.NullMarked;
