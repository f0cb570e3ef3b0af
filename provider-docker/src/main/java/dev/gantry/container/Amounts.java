package dev.gantry.container;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionResources;
import dev.gantry.api.Quantity;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Memory and processor time of a container, from what the deployment asks for.
 *
 * @param memory the limit in bytes, at least {@link #LEAST_MEMORY}; empty means none
 * @param reservedMemory what is kept when memory is short, in bytes; empty means nothing
 * @param cpuMillis the limit in thousandths of a processor; empty means none
 * @param reservedCpuMillis the share when processors are short; empty means the usual one
 */
public record Amounts(
    OptionalLong memory,
    OptionalLong reservedMemory,
    OptionalLong cpuMillis,
    OptionalLong reservedCpuMillis) {

  /** What engine and watchdog need, contract section 0: 24 MB as Docker counts them. */
  public static final long LEAST_MEMORY = 24L << 20;

  /** Those of a deployment whose quantities can be read; others count as absent. */
  public static Amounts of(FunctionDeployment deployment) {
    return new Amounts(
        raised(memory(deployment.limits())),
        memory(deployment.requests()),
        cpu(deployment.limits()),
        cpu(deployment.requests()));
  }

  private static OptionalLong raised(OptionalLong memory) {
    return memory.isEmpty() ? memory : OptionalLong.of(Math.max(LEAST_MEMORY, memory.getAsLong()));
  }

  /** Says that the limit was raised, if it was. */
  public static Optional<String> note(FunctionDeployment deployment) {
    OptionalLong asked = memory(deployment.limits());
    FunctionResources limits = deployment.limits();
    return limits == null || asked.isEmpty() || asked.getAsLong() >= LEAST_MEMORY
        ? Optional.empty()
        : Optional.of(
            "limits.memory "
                + limits.memory()
                + " is below the 24 MB that engine and watchdog need; replicas have 24 MB");
  }

  private static OptionalLong memory(@Nullable FunctionResources resources) {
    String text = resources == null ? null : resources.memory();
    return text == null ? OptionalLong.empty() : Quantity.memoryBytes(text);
  }

  private static OptionalLong cpu(@Nullable FunctionResources resources) {
    String text = resources == null ? null : resources.cpu();
    return text == null ? OptionalLong.empty() : Quantity.cpuMillis(text);
  }
}
