package dev.gantry.swarm;

import dev.gantry.api.FunctionDeployment;
import java.util.Optional;
import java.util.OptionalLong;

/** Below this neither the engine nor the watchdog starts; lower limits are raised to it. */
final class MemoryFloor {

  static final long BYTES = 24L << 20;

  private MemoryFloor() {}

  static long raised(long bytes) {
    return Math.max(bytes, BYTES);
  }

  /** What people should know of a deployment's limit; empty when it stays as it is. */
  static Optional<String> note(FunctionDeployment deployment) {
    if (deployment.limits() == null) {
      return Optional.empty();
    }
    OptionalLong asked = Amounts.of(deployment.limits()).memoryBytes();
    return asked.isPresent() && asked.getAsLong() < BYTES
        ? Optional.of(
            "limits.memory "
                + deployment.limits().memory()
                + " is below what the engine and the watchdog need, so replicas have 24 MB")
        : Optional.empty();
  }
}
