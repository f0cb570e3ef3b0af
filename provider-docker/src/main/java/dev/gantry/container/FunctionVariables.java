package dev.gantry.container;

import dev.gantry.api.FunctionDeployment;
import java.util.Map;
import java.util.TreeMap;

/** The variables that a function's container is given beside its image's. */
public final class FunctionVariables {

  private FunctionVariables() {}

  /** Those of a deployment, in order; its command is {@code fprocess}. */
  public static Map<String, String> of(FunctionDeployment deployment) {
    Map<String, String> variables = new TreeMap<>(deployment.envVars());
    String command = deployment.envProcess();
    if (command != null && !command.isEmpty()) {
      variables.put("fprocess", command);
    }
    return variables;
  }
}
