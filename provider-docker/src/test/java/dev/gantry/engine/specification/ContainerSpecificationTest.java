package dev.gantry.engine.specification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionDeploymentBuilder;
import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionResources;
import dev.gantry.docker.EngineConnection;
import dev.gantry.host.replica.ReplicaOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What an engine is asked for, compared with golden files. */
class ContainerSpecificationTest {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  private static final String OWNER = "0f8fad5b-d9cb-469f-a165-70867728950e";

  @Test
  void aMinimalDeployment() throws Exception {
    FunctionDeployment minimal = FunctionDeploymentBuilder.of("echo").image("team/echo").build();

    assertThat(asked(minimal, false, Optional.empty())).isEqualTo(golden("minimal.json"));
  }

  @Test
  void aFullDeploymentWithAPublishedPort() throws Exception {
    FunctionDeployment full =
        new FunctionDeployment(
            "echo",
            "registry.example.com/team/echo:1.0",
            "openfaas-fn",
            "sh -c 'cat'",
            Map.of("greeting", "hello world", "write_timeout", "1m", "fprocess", "overridden"),
            List.of("node.platform.os == linux"),
            List.of("key"),
            Map.of("team", "blue", "com.openfaas.scale.min", "2"),
            Map.of("topic", "cron"),
            new FunctionResources("20m", "0.5"),
            new FunctionResources("16Mi", "250m"),
            true,
            "func_functions",
            "dXNlcjpwYXNz");

    assertThat(asked(full, true, Optional.of("volume"))).isEqualTo(golden("full.json"));
  }

  /** The body that would be sent. */
  private static String asked(
      FunctionDeployment deployment, boolean published, Optional<String> secrets) throws Exception {
    ReplicaOrder order =
        new ReplicaOrder(
            new FunctionName("echo", "openfaas-fn"),
            deployment,
            Instant.parse("2026-01-02T03:04:05.678901Z"),
            "echo-7-1");
    try (EngineConnection engine = EngineConnection.open(Optional.of("tcp://127.0.0.1:1"))) {
      var command = engine.client().createContainerCmd(String.valueOf(deployment.image()));
      new ContainerSpecification(OWNER, "gantry", published)
          .fill(command, order, OptionalLong.of(12345), secrets);
      JsonNode tree = JSON.readTree(JSON.writeValueAsString(command));
      Object ordered = JSON.treeToValue(withoutNulls(tree), TreeMap.class);
      return "# name: " + command.getName() + "\n" + JSON.writeValueAsString(ordered) + "\n";
    }
  }

  private static JsonNode withoutNulls(JsonNode node) {
    node.forEach(ContainerSpecificationTest::withoutNulls);
    if (node instanceof ObjectNode members) {
      List<String> absent = new ArrayList<>();
      members.properties().stream()
          .filter(member -> member.getValue().isNull())
          .forEach(member -> absent.add(member.getKey()));
      members.remove(absent);
    }
    return node;
  }

  private static String golden(String name) throws Exception {
    try (var in = ContainerSpecificationTest.class.getResourceAsStream(name)) {
      return in == null ? "no golden file" : new String(in.readAllBytes(), UTF_8);
    }
  }
}
