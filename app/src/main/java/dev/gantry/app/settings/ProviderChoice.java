package dev.gantry.app.settings;

import dev.gantry.engine.ReplicaAccess;
import java.util.Optional;

/** What runs the replicas, and what can be set for it alone. */
public sealed interface ProviderChoice {

  /**
   * Processes of this machine.
   *
   * @param runAs the user functions run as; empty means the provider's default
   */
  record Processes(Optional<String> runAs) implements ProviderChoice {}

  /**
   * Containers of one Docker Engine.
   *
   * @param host the engine's address; empty means what the environment says
   * @param network the containers' network
   * @param access how the gateway reaches them
   */
  record Docker(Optional<String> host, String network, ReplicaAccess access)
      implements ProviderChoice {}

  /**
   * Tasks of a Docker Swarm.
   *
   * @param host a manager's engine; empty means what the environment says
   * @param network the overlay of functions and gateways
   * @param owner which services are this installation's
   */
  record Swarm(Optional<String> host, String network, String owner) implements ProviderChoice {}
}
