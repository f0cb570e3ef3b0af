package dev.gantry.cli.verb;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionResources;
import dev.gantry.api.Quantity;
import dev.gantry.api.ScaleBounds;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Functions as services of a Swarm stack or of Compose.
 *
 * @param functions what runs
 * @param network the network that a gateway shares with them; it must exist
 */
record ComposeFile(List<FunctionDeployment> functions, String network) {

  private static final Map<String, Object> EXTERNAL = Map.of("external", true);

  Map<String, Object> content() {
    Map<String, Object> content = new LinkedHashMap<>();
    Map<String, Object> services = new LinkedHashMap<>();
    functions.forEach(function -> services.put(function.service(), service(function)));
    content.put("services", services);
    content.put("networks", Map.of(network, EXTERNAL));
    Map<String, Object> secrets =
        functions.stream()
            .flatMap(function -> function.secrets().stream())
            .distinct()
            .collect(Collectors.toMap(name -> name, name -> EXTERNAL, (a, b) -> a, TreeMap::new));
    putUnlessEmpty(content, "secrets", secrets);
    return content;
  }

  private Map<String, Object> service(FunctionDeployment function) {
    Map<String, Object> service = new LinkedHashMap<>();
    service.put("image", String.valueOf(function.image()));
    TreeMap<String, String> environment = new TreeMap<>(function.envVars());
    String command = function.envProcess();
    if (command != null) {
      environment.put("fprocess", command);
    }
    putUnlessEmpty(service, "environment", environment);
    service.put("networks", List.of(network));
    putUnlessEmpty(service, "secrets", secrets(function.secrets()));
    if (function.readOnlyRootFilesystem()) {
      service.put("read_only", true);
      service.put("tmpfs", List.of("/tmp"));
    }
    service.put("deploy", deploy(function));
    return service;
  }

  /** Functions look for their secrets in one folder (contract 1.5). */
  private static List<Map<String, Object>> secrets(List<String> names) {
    return names.stream()
        .map(
            name ->
                (Map<String, Object>)
                    new LinkedHashMap<String, Object>(
                        Map.of("source", name, "target", "/var/openfaas/secrets/" + name)))
        .toList();
  }

  private static Map<String, Object> deploy(FunctionDeployment function) {
    Map<String, Object> deploy = new LinkedHashMap<>();
    deploy.put("replicas", ScaleBounds.of(function.labels()).min());
    putUnlessEmpty(deploy, "labels", new TreeMap<>(function.labels()));
    Map<String, Object> resources = new LinkedHashMap<>();
    putUnlessEmpty(resources, "limits", resources(function.limits()));
    putUnlessEmpty(resources, "reservations", resources(function.requests()));
    putUnlessEmpty(deploy, "resources", resources);
    if (!function.constraints().isEmpty()) {
      deploy.put("placement", Map.of("constraints", function.constraints()));
    }
    return deploy;
  }

  private static Map<String, Object> resources(@Nullable FunctionResources resources) {
    Map<String, Object> found = new LinkedHashMap<>();
    if (resources == null) {
      return found;
    }
    String cpu = resources.cpu();
    String memory = resources.memory();
    if (cpu != null) {
      Quantity.cpuMillis(cpu)
          .ifPresent(
              millis ->
                  found.put(
                      "cpus", BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString()));
    }
    if (memory != null) {
      Quantity.memoryBytes(memory).ifPresent(bytes -> found.put("memory", bytes + "b"));
    }
    return found;
  }

  private static void putUnlessEmpty(Map<String, Object> target, String key, Object value) {
    boolean empty =
        value instanceof Map<?, ?> map
            ? map.isEmpty()
            : value instanceof List<?> list && list.isEmpty();
    if (!empty) {
      target.put(key, value);
    }
  }
}
