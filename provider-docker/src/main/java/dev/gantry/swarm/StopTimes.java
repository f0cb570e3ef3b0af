package dev.gantry.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.container.StopGrace;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How long a service's containers serve on when they are stopped, and may take for it. */
final class StopTimes {

  private static final Duration MARGIN = Duration.ofSeconds(10);

  private StopTimes() {}

  /**
   * The stop grace.
   *
   * @param imageVariables what the image sets, as {@code NAME=value}
   * @param pause how long containers serve on whose deployment does not say it
   */
  static Duration grace(FunctionDeployment deployment, JsonNode imageVariables, Duration pause) {
    Map<String, String> variables = new HashMap<>();
    for (JsonNode variable : imageVariables) {
      String[] parts = variable.asText().split("=", 2);
      if (parts.length == 2) {
        variables.put(parts[0], parts[1]);
      }
    }
    variables.put(StopGrace.PAUSE, text(pause));
    variables.putAll(deployment.envVars());
    return StopGrace.of(variables, MARGIN);
  }

  static String text(Duration span) {
    return span.toMillis() + "ms";
  }
}
