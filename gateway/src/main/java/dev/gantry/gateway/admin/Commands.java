package dev.gantry.gateway.admin;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deployment says its command as {@code envProcess} or as the variable {@code fprocess}, which
 * mean the same. Here it becomes {@code envProcess} alone, so that {@code fprocess} is never shown
 * among the variables (contract 1.5). Two different commands are refused.
 */
final class Commands {

  private static final String VARIABLE = "fprocess";

  private Commands() {}

  /** The same deployment with its command in one place; adds a problem if there are two. */
  static FunctionDeployment unified(FunctionDeployment sent, List<Problem> found) {
    String variable = sent.envVars().get(VARIABLE);
    if (variable == null) {
      return sent;
    }
    String process = sent.envProcess();
    if (process != null && !process.isEmpty() && !process.equals(variable)) {
      found.add(new Problem("envVars." + VARIABLE, variable, "nothing, or the same as envProcess"));
    }
    Map<String, String> others = new HashMap<>(sent.envVars());
    others.remove(VARIABLE);
    return withProcess(sent, process == null || process.isEmpty() ? variable : process)
        .withEnvVars(others);
  }

  /** What is to be run, wherever the deployment says it; other tools may have left both. */
  static @Nullable String of(FunctionDeployment deployment) {
    String process = deployment.envProcess();
    return process == null || process.isEmpty() ? deployment.envVars().get(VARIABLE) : process;
  }

  /** The variables but the command. */
  static Map<String, String> otherVariables(FunctionDeployment deployment) {
    Map<String, String> others = new HashMap<>(deployment.envVars());
    others.remove(VARIABLE);
    return others;
  }

  private static FunctionDeployment withProcess(FunctionDeployment sent, String process) {
    return sent.edit().envProcess(process).build();
  }
}
