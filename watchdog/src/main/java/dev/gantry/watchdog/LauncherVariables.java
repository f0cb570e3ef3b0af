package dev.gantry.watchdog;

import java.util.HashMap;
import java.util.Map;

/**
 * Undoes what the launcher {@code fwatchdog} did to the variables, so that settings and functions
 * see those of the image: what Java or its C library would have listened to was renamed, and the
 * launcher's own were added (ADR 0010).
 */
final class LauncherVariables {

  // As runtime/fwatchdog.c writes them.
  private static final String LAUNCHER = "GANTRY_LAUNCHER";
  private static final String KEPT = "GANTRY_KEPT_";
  private static final String[] OWN = {LAUNCHER, "MALLOC_ARENA_MAX", "LC_CTYPE", "LOCPATH"};

  private LauncherVariables() {}

  /** The variables as they were before the launcher; the same ones if there was none. */
  static Map<String, String> undone(Map<String, String> variables) {
    if (!variables.containsKey(LAUNCHER)) {
      return variables;
    }
    Map<String, String> original = new HashMap<>();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      if (!variable.getKey().startsWith(KEPT)) {
        original.put(variable.getKey(), variable.getValue());
      }
    }
    for (String own : OWN) {
      original.remove(own);
    }
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      if (variable.getKey().startsWith(KEPT)) {
        original.put(variable.getKey().substring(KEPT.length()), variable.getValue());
      }
    }
    return original;
  }
}
