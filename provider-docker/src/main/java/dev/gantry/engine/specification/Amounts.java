package dev.gantry.engine.specification;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionResources;
import dev.gantry.api.Problem;
import dev.gantry.api.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Memory and processor time of a container, from what the deployment asks for.
 *
 * @param memory the limit in bytes; empty means none
 * @param reservedMemory what is kept when memory is short, in bytes; empty means nothing
 * @param cpuMillis the limit in thousandths of a processor; empty means none
 * @param reservedCpuMillis the share when processors are short; empty means the usual one
 */
record Amounts(
    OptionalLong memory,
    OptionalLong reservedMemory,
    OptionalLong cpuMillis,
    OptionalLong reservedCpuMillis) {

  /** What engine and watchdog need, contract section 0: 24 MB as Docker counts them. */
  static final long LEAST_MEMORY = 24L << 20;

  private static final long LEAST_CPU_MILLIS = 10;

  static Amounts of(FunctionDeployment deployment) {
    return new Amounts(
        raised(memory(deployment.limits())),
        raised(memory(deployment.requests())),
        cpu(deployment.limits()),
        cpu(deployment.requests()));
  }

  private static OptionalLong raised(OptionalLong memory) {
    return memory.isEmpty() ? memory : OptionalLong.of(Math.max(LEAST_MEMORY, memory.getAsLong()));
  }

  /** Says that the limit was raised, if it was. */
  static Optional<String> note(FunctionDeployment deployment) {
    OptionalLong asked = memory(deployment.limits());
    FunctionResources limits = deployment.limits();
    return limits == null || asked.isEmpty() || asked.getAsLong() >= LEAST_MEMORY
        ? Optional.empty()
        : Optional.of(
            "limits.memory "
                + limits.memory()
                + " is below the 24 MB that engine and watchdog need; containers get 24 MB");
  }

  /**
   * What the engine would not accept.
   *
   * @param processors how many the engine's machine has
   */
  static List<Problem> problems(FunctionDeployment deployment, int processors) {
    List<Problem> found = new ArrayList<>();
    Amounts amounts = of(deployment);
    FunctionResources limits = deployment.limits();
    FunctionResources requests = deployment.requests();
    if (limits != null && amounts.cpuMillis.isPresent()) {
      long cpu = amounts.cpuMillis.getAsLong();
      if (cpu < LEAST_CPU_MILLIS || cpu > processors * 1000L) {
        String expected = "from 10m to " + processors + ", the processors of this machine";
        found.add(new Problem("limits.cpu", String.valueOf(limits.cpu()), expected));
      }
    }
    if (limits != null
        && requests != null
        && amounts.memory.isPresent()
        && amounts.reservedMemory.orElse(0) > amounts.memory.getAsLong()) {
      String expected = "at most limits.memory, which is " + limits.memory();
      found.add(new Problem("requests.memory", String.valueOf(requests.memory()), expected));
    }
    return found;
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
