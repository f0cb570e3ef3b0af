package dev.gantry.engine.specification;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionResources;
import dev.gantry.api.Problem;
import dev.gantry.container.Amounts;
import java.util.ArrayList;
import java.util.List;

/** Whether the engine's machine has what a deployment asks for. */
final class AmountsCheck {

  private static final long LEAST_CPU_MILLIS = 10;

  private AmountsCheck() {}

  /**
   * What the engine would not accept.
   *
   * @param processors how many the engine's machine has
   */
  static List<Problem> problems(FunctionDeployment deployment, int processors) {
    List<Problem> found = new ArrayList<>();
    Amounts amounts = Amounts.of(deployment);
    FunctionResources limits = deployment.limits();
    FunctionResources requests = deployment.requests();
    if (limits != null && amounts.cpuMillis().isPresent()) {
      long cpu = amounts.cpuMillis().getAsLong();
      if (cpu < LEAST_CPU_MILLIS || cpu > processors * 1000L) {
        String expected = "from 10m to " + processors + ", the processors of this machine";
        found.add(new Problem("limits.cpu", String.valueOf(limits.cpu()), expected));
      }
    }
    if (limits != null
        && requests != null
        && amounts.memory().isPresent()
        && amounts.reservedMemory().orElse(0) > amounts.memory().getAsLong()) {
      String expected = "at most limits.memory, which is " + limits.memory();
      found.add(new Problem("requests.memory", String.valueOf(requests.memory()), expected));
    }
    return found;
  }
}
