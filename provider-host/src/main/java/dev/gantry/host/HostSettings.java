package dev.gantry.host;

import dev.gantry.api.FunctionName;
import java.time.Clock;
import java.time.Duration;

/**
 * How a {@link HostProvider} is set up.
 *
 * @param defaultNamespace the namespace that is always there, a DNS label
 * @param drainLimit how long calls of a replica that is taken away may go on when their function
 *     sets no time limit
 * @param clock tells the times in states
 */
public record HostSettings(String defaultNamespace, Duration drainLimit, Clock clock) {

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public HostSettings {
    if (!FunctionName.isLabel(defaultNamespace)) {
      throw new IllegalArgumentException(
          "defaultNamespace: " + defaultNamespace + " (expected: " + FunctionName.EXPECTED + ")");
    }
    if (drainLimit.isNegative()) {
      throw new IllegalArgumentException("drainLimit: " + drainLimit + " (expected: >= 0)");
    }
  }
}
