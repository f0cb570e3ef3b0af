package dev.gantry.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges deployments and secrets before any provider sees them: every problem, not the first. */
public final class DeploymentRules {

  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final int SUBDOMAIN_MAX = 253;

  private DeploymentRules() {}

  /** What is wrong with a deployment, whichever provider it is for; empty when nothing is. */
  public static List<Problem> problems(FunctionDeployment deployment) {
    List<Problem> found = new ArrayList<>();
    label("service", deployment.service(), found);
    String namespace = deployment.namespace();
    if (namespace != null && !namespace.isEmpty()) {
      label("namespace", namespace, found);
    }
    variables(deployment.envVars(), found);
    for (String secret : deployment.secrets()) {
      if (!isSecretName(secret)) {
        found.add(new Problem("secrets", secret, "a DNS subdomain of at most 253 characters"));
      }
    }
    resources("limits", deployment.limits(), found);
    resources("requests", deployment.requests(), found);
    text("envProcess", deployment.envProcess(), found);
    text("image", deployment.image(), found);
    texts("labels", deployment.labels(), found);
    texts("annotations", deployment.annotations(), found);
    for (String constraint : deployment.constraints()) {
      text("constraints", constraint, found);
    }
    found.addAll(CallSettings.problems(deployment.labels()));
    found.addAll(ScaleRules.problems(deployment.labels()));
    return found;
  }

  /** Whether a secret may have this name. */
  public static boolean isSecretName(String name) {
    return name.length() <= SUBDOMAIN_MAX && SUBDOMAIN.matcher(name).matches();
  }

  private static void label(String key, String value, List<Problem> found) {
    if (!FunctionName.isLabel(value)) {
      found.add(new Problem(key, value, FunctionName.EXPECTED));
    }
  }

  private static void variables(Map<String, String> variables, List<Problem> found) {
    variables.forEach(
        (name, value) -> {
          if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
            found.add(new Problem("envVars", name, "a variable name without '=' and NUL"));
          } else if (value.indexOf('\0') >= 0) {
            found.add(new Problem("envVars." + name, "…", "a value without NUL"));
          }
        });
  }

  private static void resources(
      String key, @Nullable FunctionResources resources, List<Problem> found) {
    if (resources == null) {
      return;
    }
    String memory = resources.memory();
    if (memory != null && !memory.isEmpty() && Quantity.memoryBytes(memory).isEmpty()) {
      found.add(new Problem(key + ".memory", memory, Quantity.MEMORY_EXPECTED));
    }
    String cpu = resources.cpu();
    if (cpu != null && !cpu.isEmpty() && Quantity.cpuMillis(cpu).isEmpty()) {
      found.add(new Problem(key + ".cpu", cpu, Quantity.CPU_EXPECTED));
    }
  }

  private static void texts(String key, Map<String, String> texts, List<Problem> found) {
    texts.forEach(
        (name, value) -> {
          text(key, name, found);
          text(key + "." + name.replace('\0', '?'), value, found);
        });
  }

  private static void text(String key, @Nullable String value, List<Problem> found) {
    if (value != null && value.indexOf('\0') >= 0) {
      found.add(new Problem(key, value.replace('\0', '?'), "text without NUL"));
    }
  }
}
