package dev.gantry.process.launch;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.process.folder.FunctionFolder;
import java.util.HashMap;
import java.util.Map;

/**
 * The variables of a function: what its processes see, and what its watchdog reads its settings
 * from. Nothing of the gateway's own environment is among them.
 *
 * @param all the variables
 */
public record FunctionVariables(Map<String, String> all) {

  /** Names the folder that holds a file for each secret of the function. */
  public static final String SECRETS = "SECRETS_DIR";

  static final String COMMAND = "fprocess";

  /** The watchdog's other name for the command, which wins. */
  static final String OTHER_COMMAND = "function_process";

  public FunctionVariables {
    all = Map.copyOf(all);
  }

  /**
   * Those of a deployment; its own win over what is given to every function.
   *
   * @param path the {@code PATH} of functions that set none
   */
  public static FunctionVariables of(
      FunctionName name, FunctionDeployment deployment, FunctionFolder folder, String path) {
    Map<String, String> variables = new HashMap<>();
    variables.put("PATH", path);
    variables.put("HOME", folder.home().toString());
    variables.put("OPENFAAS_NAME", name.name());
    variables.put("OPENFAAS_NAMESPACE", name.namespace());
    variables.put(SECRETS, folder.secrets().toString());
    variables.putAll(deployment.envVars());
    String command = deployment.envProcess();
    if (command != null && !command.isBlank()) {
      variables.put(COMMAND, command);
    }
    return new FunctionVariables(variables);
  }

  /** The command line; empty when there is none. */
  String command() {
    String other = all.getOrDefault(OTHER_COMMAND, "");
    return other.isBlank() ? all.getOrDefault(COMMAND, "") : other;
  }

  /** Where programs are looked up. */
  String path() {
    return all.getOrDefault("PATH", "");
  }
}
