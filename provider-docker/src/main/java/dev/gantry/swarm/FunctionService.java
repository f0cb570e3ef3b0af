package dev.gantry.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.api.ApiJson;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.InvalidJsonException;
import dev.gantry.container.FunctionLabels;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One generation of a function as the Swarm keeps it.
 *
 * @param id the service's id
 * @param version which write of the service this is
 * @param spec the specification, to be changed and written back
 * @param secretIds the Swarm's secrets that it mounts
 */
record FunctionService(
    String id,
    long version,
    JsonNode spec,
    FunctionName name,
    int generation,
    Phase phase,
    FunctionDeployment deployment,
    Instant createdAt,
    Instant updatedAt,
    int replicas,
    Optional<String> note,
    Set<String> secretIds) {

  /** Reads a service; empty for a stranger's, or for one that somebody's edit made unreadable. */
  static Optional<FunctionService> read(JsonNode service, String owner) {
    JsonNode spec = service.path("Spec");
    JsonNode labels = spec.path("Labels");
    if (!labels.path(FunctionLabels.OWNER).asText().equals(owner)
        || !labels.has(Label.DEPLOYMENT)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new FunctionService(
              service.path("ID").asText(),
              service.path("Version").path("Index").asLong(),
              spec,
              new FunctionName(
                  labels.path(FunctionLabels.FUNCTION).asText(),
                  labels.path(FunctionLabels.NAMESPACE).asText()),
              labels.path(Label.GENERATION).asInt(1),
              Phase.of(labels.path(Label.PHASE).asText()),
              ApiJson.read(
                  labels.path(Label.DEPLOYMENT).asText().getBytes(UTF_8), FunctionDeployment.class),
              Instant.parse(labels.path(Label.CREATED).asText()),
              Instant.parse(labels.path(Label.UPDATED).asText()),
              spec.path("Mode").path("Replicated").path("Replicas").asInt(),
              Optional.of(labels.path(Label.NOTE).asText()).filter(note -> !note.isEmpty()),
              secretIds(spec)));
    } catch (InvalidJsonException | DateTimeException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static Set<String> secretIds(JsonNode spec) {
    Set<String> found = new HashSet<>();
    for (JsonNode secret : spec.path("TaskTemplate").path("ContainerSpec").path("Secrets")) {
      found.add(secret.path("SecretID").asText());
    }
    return Set.copyOf(found);
  }

  /** The name on the Swarm. */
  String serviceName() {
    return spec.path("Name").asText();
  }
}
