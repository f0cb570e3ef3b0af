package dev.gantry.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.GoDuration;
import java.time.Duration;

/** How long a container may take to stop: longer than its watchdog goes on for its calls. */
final class StopTimes {

  /** The watchdog's variable: how long to serve on after SIGTERM. */
  static final String PAUSE = "healthcheck_interval";

  private static final String LIMIT = "write_timeout";
  private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(30);
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private StopTimes() {}

  /**
   * The stop grace.
   *
   * @param imageVariables what the image sets, as {@code NAME=value}
   */
  static Duration grace(FunctionDeployment deployment, JsonNode imageVariables, Duration pause) {
    Duration calls = value(LIMIT, deployment, imageVariables, DEFAULT_LIMIT);
    return calls
        .plus(value(PAUSE, deployment, SwarmApi.JSON.createArrayNode(), pause))
        .plus(MARGIN);
  }

  private static Duration value(
      String name, FunctionDeployment deployment, JsonNode imageVariables, Duration otherwise) {
    String text = deployment.envVars().getOrDefault(name, "");
    if (text.isEmpty()) {
      for (JsonNode variable : imageVariables) {
        if (variable.asText().startsWith(name + "=")) {
          text = variable.asText().substring(name.length() + 1);
        }
      }
    }
    return text.isEmpty() ? otherwise : GoDuration.parse(text).orElse(otherwise);
  }

  static String text(Duration span) {
    return span.toMillis() + "ms";
  }
}
