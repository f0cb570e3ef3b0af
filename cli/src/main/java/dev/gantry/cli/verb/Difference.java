package dev.gantry.cli.verb;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionResources;
import dev.gantry.api.FunctionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which a function of a stack file and of a gateway differ.
 *
 * @param function which
 * @param key what; empty when the whole function is not there
 * @param gateway what the gateway has; empty when nothing
 * @param stack what the stack file says; empty when nothing
 */
record Difference(String function, String key, String gateway, String stack) {

  /** The label that gateways add themselves (contract section 0). */
  private static final String ADDED = "faas_function";

  static List<Difference> between(FunctionDeployment stack, FunctionStatus gateway) {
    List<Difference> found = new ArrayList<>();
    String name = stack.service();
    compare(found, name, "image", gateway.image(), stack.image());
    if (stack.envProcess() != null) {
      compare(found, name, "fprocess", gateway.envProcess(), stack.envProcess());
    }
    compare(found, name, "environment", gateway.envVars(), stack.envVars());
    compare(found, name, "labels", gateway.labels(), stack.labels());
    compare(found, name, "annotations", gateway.annotations(), stack.annotations());
    compare(found, name, "secrets", sorted(gateway.secrets()), sorted(stack.secrets()));
    compare(found, name, "constraints", sorted(gateway.constraints()), sorted(stack.constraints()));
    compare(found, name, "limits", said(gateway.limits()), said(stack.limits()));
    compare(found, name, "requests", said(gateway.requests()), said(stack.requests()));
    compare(
        found,
        name,
        "readonly_root_filesystem",
        String.valueOf(gateway.readOnlyRootFilesystem()),
        String.valueOf(stack.readOnlyRootFilesystem()));
    return found;
  }

  private static void compare(
      List<Difference> found,
      String name,
      String key,
      Map<String, String> gateway,
      Map<String, String> stack) {
    TreeSet<String> keys = new TreeSet<>(gateway.keySet());
    keys.addAll(stack.keySet());
    for (String one : keys) {
      boolean added = one.equals(ADDED) && !stack.containsKey(one);
      if (!added) {
        compare(found, name, key + "." + one, gateway.get(one), stack.get(one));
      }
    }
  }

  private static void compare(
      List<Difference> found,
      String name,
      String key,
      @Nullable String gateway,
      @Nullable String stack) {
    String there = Objects.requireNonNullElse(gateway, "");
    String wanted = Objects.requireNonNullElse(stack, "");
    if (!there.equals(wanted)) {
      found.add(new Difference(name, key, there, wanted));
    }
  }

  private static String sorted(List<String> texts) {
    return String.join(", ", texts.stream().sorted().toList());
  }

  private static String said(@Nullable FunctionResources resources) {
    return resources == null ? "" : "memory " + resources.memory() + ", cpu " + resources.cpu();
  }
}
