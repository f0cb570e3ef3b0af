package dev.gantry.engine.specification;

import dev.gantry.container.StopGrace;
import java.time.Duration;
import java.util.Map;

/** A container's {@link StopGrace} as an engine takes it. */
public final class Grace {

  private static final Duration MORE = Duration.ofSeconds(5);

  private Grace() {}

  /**
   * In whole seconds.
   *
   * @param variables of the container
   */
  public static int seconds(Map<String, String> variables) {
    return (int) StopGrace.of(variables, MORE).plusMillis(999).toSeconds();
  }
}
