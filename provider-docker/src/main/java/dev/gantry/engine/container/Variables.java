package dev.gantry.engine.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.util.HashMap;
import java.util.Map;

/** The variables of a container: its image's, and over them its deployment's. */
final class Variables {

  private Variables() {}

  static Map<String, String> of(InspectContainerResponse container) {
    Map<String, String> variables = new HashMap<>();
    String[] assignments = container.getConfig().getEnv();
    for (String assignment : assignments == null ? new String[0] : assignments) {
      int equals = assignment.indexOf('=');
      if (equals > 0 && equals < assignment.length() - 1) {
        variables.put(assignment.substring(0, equals), assignment.substring(equals + 1));
      }
    }
    return variables;
  }
}
