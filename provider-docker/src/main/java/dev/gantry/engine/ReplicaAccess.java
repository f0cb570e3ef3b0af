package dev.gantry.engine;

import java.util.Optional;

/** How the gateway reaches replicas (ADR 0017). */
public enum ReplicaAccess {
  /** By their addresses where the engine's network can be seen from here, else published. */
  AUTO,
  /** By their addresses on the network. */
  NETWORK,
  /** By ports that the engine publishes on loopback. */
  PUBLISHED;

  /** Whether ports are published; empty when a probe is to find out. */
  Optional<Boolean> published() {
    return switch (this) {
      case AUTO -> Optional.empty();
      case NETWORK -> Optional.of(false);
      case PUBLISHED -> Optional.of(true);
    };
  }
}
