package dev.gantry.provider;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * One running copy of a function: a watchdog and its processes.
 *
 * @param id unique among all replicas that ever were; shown as {@code instance} in logs
 * @param address where its watchdog answers, resolved; empty until it is known
 * @param state what it is doing
 * @param since when it came into this state
 * @param node the machine it runs on; empty where there is only one
 */
public record Replica(
    String id,
    Optional<InetSocketAddress> address,
    ReplicaState state,
    Instant since,
    Optional<String> node) {

  /**
   * @throws IllegalArgumentException if a ready replica has no address
   */
  public Replica {
    if (state instanceof ReplicaState.Ready && address.isEmpty()) {
      throw new IllegalArgumentException("address: empty (expected: one, as the replica is ready)");
    }
  }
}
