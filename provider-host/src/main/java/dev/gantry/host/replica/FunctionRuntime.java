package dev.gantry.host.replica;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What all functions of a provider share.
 *
 * @param launcher starts replicas
 * @param feed leads to the watcher
 * @param revisions gives each change a number, growing also from one start of the program to the
 *     next
 * @param replicaIds gives each replica the part of its id that no other one ever had
 * @param drainLimit how long a withdrawn replica's calls may go on if their function does not say
 * @param clock tells since when things are as they are
 */
public record FunctionRuntime(
    ReplicaLauncher launcher,
    ReplicaFeed feed,
    LongSupplier revisions,
    Supplier<String> replicaIds,
    Duration drainLimit,
    Clock clock) {

  Instant now() {
    return clock.instant();
  }
}
