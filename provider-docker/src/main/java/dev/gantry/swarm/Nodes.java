package dev.gantry.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.provider.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The machines of the Swarm. */
final class Nodes {

  private static final String DOWN = "down";
  private static final long NANOS = 1_000_000_000;

  private final SwarmApi api;

  Nodes(SwarmApi api) {
    this.api = api;
  }

  /** All of them, ordered by name. */
  List<Node> all() {
    List<Node> found = new ArrayList<>();
    for (JsonNode node : api.get("/nodes")) {
      found.add(read(node));
    }
    found.sort(Comparator.comparing(Node::hostname).thenComparing(Node::id));
    return found;
  }

  static boolean isDown(Node node) {
    return node.note().startsWith(DOWN);
  }

  static Node read(JsonNode node) {
    JsonNode description = node.path("Description");
    JsonNode resources = description.path("Resources");
    String state = node.path("Status").path("State").asText();
    String availability = node.path("Spec").path("Availability").asText();
    boolean isUp = state.equals("ready");
    boolean available = isUp && availability.equals("active");
    return new Node(
        node.path("ID").asText(),
        description.path("Hostname").asText(),
        available,
        description.path("Platform").path("Architecture").asText(),
        (int) (resources.path("NanoCPUs").asLong() / NANOS),
        resources.path("MemoryBytes").asLong(),
        available ? "" : isUp ? availability : state);
  }
}
