/**
 * Which replicas take calls, which of them is least busy, and who waits for one.
 *
 * <p>Start at {@code ReplicaTable}. Tables are immutable and swapped whole; counters are atomic.
 * Event loops read it without blocking; the provider's threads write it.
 */
@NullMarked
package dev.gantry.gateway.replica;

import org.jspecify.annotations.NullMarked;
