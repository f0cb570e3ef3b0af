/**
 * What providers on one machine have in common: what should be is in a database, and replicas
 * follow it.
 *
 * <p>Start at {@link dev.gantry.host.HostProvider}; what is particular to processes or containers
 * is behind {@link dev.gantry.host.HostEngine} and {@link dev.gantry.host.replica.ReplicaLauncher}.
 * What should be is in {@code store}, what is in {@code replica}, and {@code folder} keeps a data
 * folder to one process. Everything blocks and runs on the caller's thread or on virtual threads of
 * its own, apart from the database, which has one thread.
 */
@NullMarked
package dev.gantry.host;

import org.jspecify.annotations.NullMarked;
