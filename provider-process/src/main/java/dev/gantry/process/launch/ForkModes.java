package dev.gantry.process.launch;

import dev.gantry.api.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The modes of the watchdog that this provider allows: those that start a process for each call.
 * Whatever a function does, it does as that process, with the rights of the functions' user. In
 * {@code mode=static} it would be the gateway that reads files, with the gateway's rights, wherever
 * a deployment points it.
 */
final class ForkModes {

  private static final String MODE = "mode";

  private ForkModes() {}

  /** What is wrong with the mode; empty when it is allowed. */
  static Optional<Problem> refusal(FunctionVariables variables) {
    String mode = variables.all().getOrDefault(MODE, "");
    return switch (mode) {
      case "", "streaming", "serializing" -> Optional.empty();
      default ->
          Optional.of(
              new Problem(
                  "envVars." + MODE,
                  mode,
                  "streaming, serializing or not set, because this provider starts a process for"
                      + " each call"));
    };
  }

  /**
   * The variables without a mode that is refused: a watchdog asked about it would look at files
   * that are none of the deployment's business, and say what it found.
   */
  static Map<String, String> without(FunctionVariables variables) {
    Map<String, String> others = new HashMap<>(variables.all());
    others.remove(MODE);
    return others;
  }
}
