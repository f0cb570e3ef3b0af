package dev.gantry.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.Problem;
import dev.gantry.container.FunctionLabels;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Secrets as the Swarm's, which cannot be changed nor read: every value is a version of its own.
 * What counts is the highest version that is not marked as removed.
 */
final class SecretBook {

  private static final String REMOVED = "dev.gantry.removed";
  private static final int LONGEST = 64;

  private final SwarmApi api;
  private final String owner;

  SecretBook(SwarmApi api, String owner) {
    this.api = api;
    this.owner = owner;
  }

  /** The secrets of a namespace by name, the latest version of each. */
  Map<String, StoredSecret> latest(String namespace) {
    Map<String, StoredSecret> found = new TreeMap<>();
    for (JsonNode secret : all()) {
      if (!isRemoved(secret)) {
        StoredSecret.read(secret, owner)
            .filter(stored -> stored.namespace().equals(namespace))
            .ifPresent(stored -> found.merge(stored.name(), stored, SecretBook::later));
      }
    }
    return found;
  }

  /** The secrets of a deployment in its order; those that are missing are added to the problems. */
  List<StoredSecret> of(FunctionName name, FunctionDeployment deployment, List<Problem> problems) {
    if (deployment.secrets().isEmpty()) {
      return List.of();
    }
    Map<String, StoredSecret> present = latest(name.namespace());
    List<StoredSecret> found = new ArrayList<>();
    for (String secret : deployment.secrets()) {
      StoredSecret stored = present.get(secret);
      if (stored == null) {
        problems.add(new Problem("secrets", secret, "a secret that exists in " + name.namespace()));
      } else {
        found.add(stored);
      }
    }
    return found;
  }

  /**
   * Stores a value as the next version.
   *
   * @throws EngineRefusal if another gateway stored that version in the meantime
   */
  void store(String namespace, String name, byte[] value) {
    int version = 1;
    for (JsonNode secret : all()) {
      int used =
          StoredSecret.read(secret, owner)
              .filter(stored -> stored.namespace().equals(namespace) && stored.name().equals(name))
              .map(StoredSecret::version)
              .orElse(0);
      version = Math.max(version, used + 1);
    }
    ObjectNode spec = SwarmApi.JSON.createObjectNode();
    String base = name + "_" + namespace;
    spec.put("Name", ServiceName.fitted(base, "__" + version, LONGEST));
    spec.putObject("Labels")
        .put(FunctionLabels.OWNER, owner)
        .put(FunctionLabels.NAMESPACE, namespace)
        .put(Label.SECRET, name)
        .put(Label.VERSION, Integer.toString(version));
    spec.put("Data", Base64.getEncoder().encodeToString(value));
    api.post("/secrets/create", spec, Map.of());
  }

  /** Marks all versions of a secret as removed; they go when no service has them any more. */
  void markRemoved(String namespace, String name) {
    for (JsonNode secret : all()) {
      boolean matches =
          StoredSecret.read(secret, owner)
              .filter(stored -> stored.namespace().equals(namespace) && stored.name().equals(name))
              .isPresent();
      if (matches && !isRemoved(secret)) {
        ObjectNode spec = secret.path("Spec").deepCopy();
        ((ObjectNode) spec.path("Labels")).put(REMOVED, "true");
        long version = secret.path("Version").path("Index").asLong();
        api.post(
            "/secrets/" + secret.path("ID").asText() + "/update?version=" + version,
            spec,
            Map.of());
      }
    }
  }

  /**
   * Deletes versions that do not count any more.
   *
   * @return whether some are left because services have them still
   */
  boolean sweep() {
    Map<String, StoredSecret> latest = new TreeMap<>();
    List<StoredSecret> outdated = new ArrayList<>();
    for (JsonNode secret : all()) {
      StoredSecret stored = StoredSecret.read(secret, owner).orElse(null);
      if (stored != null && isRemoved(secret)) {
        outdated.add(stored);
      } else if (stored != null) {
        StoredSecret other = latest.get(stored.namespace() + "/" + stored.name());
        StoredSecret later = other == null ? stored : later(stored, other);
        latest.put(stored.namespace() + "/" + stored.name(), later);
        if (other != null) {
          outdated.add(later.equals(stored) ? other : stored);
        }
      }
    }
    boolean left = false;
    for (StoredSecret secret : outdated) {
      left |= !deleted(secret);
    }
    return left;
  }

  private boolean deleted(StoredSecret secret) {
    try {
      api.delete("/secrets/" + secret.id());
      return true;
    } catch (EngineRefusal refusal) {
      return refusal.isNotFound();
    }
  }

  private List<JsonNode> all() {
    List<JsonNode> found = new ArrayList<>();
    api.list("/secrets", Map.of("label", List.of(FunctionLabels.OWNER + "=" + owner)))
        .forEach(found::add);
    return found;
  }

  private static boolean isRemoved(JsonNode secret) {
    return secret.path("Spec").path("Labels").has(REMOVED);
  }

  private static StoredSecret later(StoredSecret a, StoredSecret b) {
    return a.version() >= b.version() ? a : b;
  }
}
