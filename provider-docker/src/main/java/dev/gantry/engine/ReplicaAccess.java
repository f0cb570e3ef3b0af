package dev.gantry.engine;

/** How the gateway reaches replicas (ADR 0017). */
public enum ReplicaAccess {
  /** By their addresses where the engine's network can be seen from here, else published. */
  AUTO,
  /** By their addresses on the network. */
  NETWORK,
  /** By ports that the engine publishes on loopback. */
  PUBLISHED
}
