package dev.gantry.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.api.ApiJson;
import dev.gantry.api.FunctionNamespace;
import dev.gantry.api.InvalidJsonException;
import dev.gantry.container.FunctionLabels;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.AlreadyExists;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.NotFound;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Namespaces as configs of the Swarm: a config's name is unique, which decides between two gateways
 * that make the same one, and its labels may change. The default namespace needs none.
 */
final class NamespaceBook {

  private static final int LONGEST = 64;

  private final SwarmApi api;
  private final SwarmProviderSettings settings;

  NamespaceBook(SwarmApi api, SwarmProviderSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  /** All of them, ordered by name. */
  List<FunctionNamespace> all() {
    Map<String, FunctionNamespace> found = new TreeMap<>();
    String first = settings.defaultNamespace();
    found.put(first, new FunctionNamespace(first, Map.of(), Map.of()));
    for (JsonNode config : configs()) {
      FunctionNamespace namespace = read(config);
      found.put(namespace.name(), namespace);
    }
    return List.copyOf(found.values());
  }

  boolean has(String name) {
    return name.equals(settings.defaultNamespace()) || config(name).isPresent();
  }

  ChangeOutcome create(FunctionNamespace namespace) {
    if (has(namespace.name())) {
      return new AlreadyExists("namespace " + namespace.name());
    }
    try {
      store(namespace);
      return new Done();
    } catch (EngineRefusal refusal) {
      if (refusal.isConflict()) {
        return new AlreadyExists("namespace " + namespace.name());
      }
      throw refusal;
    }
  }

  ChangeOutcome update(FunctionNamespace namespace) {
    if (!has(namespace.name())) {
      return new NotFound("namespace " + namespace.name());
    }
    Optional<JsonNode> config = config(namespace.name());
    if (config.isEmpty()) {
      store(namespace);
      return new Done();
    }
    ObjectNode spec = config.get().path("Spec").deepCopy();
    ((ObjectNode) spec.path("Labels")).put(Label.NAMESPACE_RECORD, json(namespace));
    String id = config.get().path("ID").asText();
    long version = config.get().path("Version").path("Index").asLong();
    api.post("/configs/" + id + "/update?version=" + version, spec, Map.of());
    return new Done();
  }

  /** Forgets a namespace that nothing is in. */
  ChangeOutcome remove(String name) {
    Optional<JsonNode> config = config(name);
    config.ifPresent(present -> api.delete("/configs/" + present.path("ID").asText()));
    return config.isPresent() ? new Done() : new NotFound("namespace " + name);
  }

  private void store(FunctionNamespace namespace) {
    ObjectNode spec = SwarmApi.JSON.createObjectNode();
    String base = "gantry-namespace_" + namespace.name();
    spec.put("Name", ServiceName.fitted(base, "", LONGEST));
    spec.putObject("Labels")
        .put(FunctionLabels.OWNER, settings.owner())
        .put(FunctionLabels.NAMESPACE, namespace.name())
        .put(Label.NAMESPACE_RECORD, json(namespace));
    spec.put("Data", Base64.getEncoder().encodeToString("namespace".getBytes(UTF_8)));
    api.post("/configs/create", spec, Map.of());
  }

  private Optional<JsonNode> config(String name) {
    for (JsonNode config : configs()) {
      if (read(config).name().equals(name)) {
        return Optional.of(config);
      }
    }
    return Optional.empty();
  }

  private List<JsonNode> configs() {
    List<JsonNode> found = new ArrayList<>();
    String ours = FunctionLabels.OWNER + "=" + settings.owner();
    for (JsonNode config : api.list("/configs", Map.of("label", List.of(ours)))) {
      if (config.path("Spec").path("Labels").has(Label.NAMESPACE_RECORD)) {
        found.add(config);
      }
    }
    return found;
  }

  private static FunctionNamespace read(JsonNode config) {
    JsonNode labels = config.path("Spec").path("Labels");
    try {
      return ApiJson.read(
          labels.path(Label.NAMESPACE_RECORD).asText().getBytes(UTF_8), FunctionNamespace.class);
    } catch (InvalidJsonException edited) {
      return new FunctionNamespace(
          labels.path(FunctionLabels.NAMESPACE).asText(), Map.of(), Map.of());
    }
  }

  private static String json(FunctionNamespace namespace) {
    return new String(ApiJson.write(namespace), UTF_8);
  }
}
