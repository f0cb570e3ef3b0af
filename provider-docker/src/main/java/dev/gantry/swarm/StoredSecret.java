package dev.gantry.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.container.FunctionLabels;
import java.util.Optional;

/**
 * One version of a secret on the Swarm, which never gives its value back.
 *
 * @param id the Swarm's
 * @param swarmName its name on the Swarm
 * @param name the name that people gave
 * @param version grows with every update of the value
 */
record StoredSecret(String id, String swarmName, String namespace, String name, int version) {

  /** Reads a secret; empty for a stranger's. */
  static Optional<StoredSecret> read(JsonNode secret, String owner) {
    JsonNode spec = secret.path("Spec");
    JsonNode labels = spec.path("Labels");
    if (!labels.path(FunctionLabels.OWNER).asText().equals(owner) || !labels.has(Label.SECRET)) {
      return Optional.empty();
    }
    return Optional.of(
        new StoredSecret(
            secret.path("ID").asText(),
            spec.path("Name").asText(),
            labels.path(FunctionLabels.NAMESPACE).asText(),
            labels.path(Label.SECRET).asText(),
            labels.path(Label.VERSION).asInt()));
  }
}
