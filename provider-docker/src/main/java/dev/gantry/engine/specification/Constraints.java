package dev.gantry.engine.specification;

import dev.gantry.api.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Constraints in Swarm's words, judged by the one machine there is: those that hold change nothing,
 * so that a stack file of a Swarm runs on an engine, too; the others are refused.
 */
final class Constraints {

  private static final Pattern FORM =
      Pattern.compile("\\s*([A-Za-z0-9._-]+)\\s*(==|!=)\\s*(.+?)\\s*");
  private static final String EXPECTED_FORM = "such as node.platform.os == linux";
  private static final String ENGINE_LABELS = "engine.labels.";

  private Constraints() {}

  static List<Problem> problems(List<String> constraints, Machine machine) {
    List<Problem> found = new ArrayList<>();
    for (String constraint : constraints) {
      Matcher form = FORM.matcher(constraint);
      if (!form.matches()) {
        found.add(new Problem("constraints", constraint, EXPECTED_FORM));
        continue;
      }
      Optional<String> actual = actual(form.group(1), machine);
      if (actual.isEmpty()) {
        found.add(new Problem("constraints", constraint, "what one Docker engine can answer"));
      } else if (actual.get().equalsIgnoreCase(normal(form.group(1), form.group(3)))
          != form.group(2).equals("==")) {
        String expected = "one that holds: " + form.group(1) + " is '" + actual.get() + "' here";
        found.add(new Problem("constraints", constraint, expected));
      }
    }
    return found;
  }

  private static Optional<String> actual(String key, Machine machine) {
    return switch (key) {
      case "node.hostname" -> Optional.of(machine.hostname());
      case "node.platform.os" -> Optional.of(machine.os());
      case "node.platform.arch" -> Optional.of(normal(key, machine.architecture()));
      // The one machine does what managers do, and there is no other one to tell it from.
      case "node.role" -> Optional.of("manager");
      default ->
          key.startsWith(ENGINE_LABELS)
              ? Optional.of(
                  machine.labels().getOrDefault(key.substring(ENGINE_LABELS.length()), ""))
              : Optional.empty();
    };
  }

  /** Processors have two names each. */
  private static String normal(String key, String value) {
    if (!key.equals("node.platform.arch")) {
      return value;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "amd64" -> "x86_64";
      case "arm64" -> "aarch64";
      default -> value;
    };
  }
}
