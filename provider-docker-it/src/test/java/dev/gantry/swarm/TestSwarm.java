package dev.gantry.swarm;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionDeploymentBuilder;
import dev.gantry.container.FunctionLabels;
import dev.gantry.docker.EngineConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Swarm that {@code src/test/overlay/bin/java} has prepared, seen past the provider. Whoever
 * opens it makes its own things only, which have its owner, and they go when it is closed.
 */
final class TestSwarm implements AutoCloseable {

  /** Where the provider's settings come from; absent where tests run elsewhere. */
  static final String NETWORK = "GANTRY_SWARM_IT_NETWORK";

  private static final String OWNER = "gantry-swarm-it";

  private final EngineConnection connection = EngineConnection.open(Optional.empty());
  private final SwarmApi api = new SwarmApi(connection.transport());

  SwarmApi api() {
    return api;
  }

  static SwarmProviderSettings settings() {
    return SwarmProviderSettings.DEFAULT.withOwner(OWNER).withNetwork(System.getenv(NETWORK));
  }

  static String image(String tag) {
    return System.getenv("GANTRY_SWARM_IT_IMAGE") + ":" + tag;
  }

  /** A function that answers with what it is sent. */
  static FunctionDeployment function(String service, String tag) {
    return FunctionDeploymentBuilder.of(service).image(image(tag)).build();
  }

  /** Everything of ours of one kind, such as {@code services}. */
  JsonNode ours(String kind) {
    return api.list("/" + kind, Map.of("label", List.of(FunctionLabels.OWNER + "=" + OWNER)));
  }

  /** Removes all that is ours. */
  void clear() throws Exception {
    delete("services");
    delete("configs");
    eventually(
        () -> {
          delete("secrets");
          assertThat(ours("secrets")).isEmpty();
        });
  }

  /** What is in use stays for now; what is gone meanwhile is fine. */
  private void delete(String kind) {
    for (JsonNode each : ours(kind)) {
      try {
        api.delete("/" + kind + "/" + each.path("ID").asText());
      } catch (EngineRefusal refusal) {
        if (!refusal.isNotFound() && !refusal.reason().contains("in use")) {
          throw refusal;
        }
      }
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
