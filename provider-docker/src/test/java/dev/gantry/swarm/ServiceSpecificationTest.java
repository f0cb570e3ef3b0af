package dev.gantry.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionDeploymentBuilder;
import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionResources;
import dev.gantry.swarm.SwarmProviderSettings.EndpointMode;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deployment to service specification, as golden files. */
class ServiceSpecificationTest {

  private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant UPDATED = Instant.parse("2026-02-03T04:05:06Z");

  @Test
  void theLeast() throws Exception {
    FunctionDeployment least = FunctionDeploymentBuilder.of("echo").image("example/echo:1").build();

    assertGolden(
        "least.json",
        specification(
            new FunctionName("echo", "openfaas-fn"),
            least,
            1,
            Phase.CURRENT,
            List.of(),
            EndpointMode.DNSRR));
  }

  @Test
  void everything() throws Exception {
    FunctionDeployment everything =
        new FunctionDeployment(
            "echo",
            "registry.example:5000/team/echo@sha256:abc",
            "dev",
            "wc -l",
            Map.of("write_timeout", "90s", "greeting", "hello"),
            List.of("node.labels.zone == a", "node.role != manager"),
            List.of("key", "cert"),
            Map.of("com.openfaas.scale.min", "2", "team", "blue"),
            Map.of("topic", "orders"),
            new FunctionResources("10m", "100m"),
            new FunctionResources("5Mi", "0.05"),
            true,
            "func_functions",
            null);

    assertGolden(
        "everything.json",
        specification(
            new FunctionName("echo", "dev"),
            everything,
            3,
            Phase.TRIAL,
            List.of(
                new StoredSecret("s1", "key_dev__2", "dev", "key", 2),
                new StoredSecret("s2", "cert_dev__1", "dev", "cert", 1)),
            EndpointMode.VIP));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    FunctionDeployment sent =
        new FunctionDeployment(
            "echo",
            "example/echo:1",
            "dev",
            "cat",
            Map.of("a", "b"),
            List.of(),
            List.of("key"),
            Map.of("c", "d"),
            Map.of("e", "f"),
            new FunctionResources("10m", "0.10"),
            null,
            true,
            "n",
            null);
    FunctionName name = new FunctionName("echo", "dev");
    JsonNode spec =
        specification(
            name,
            sent,
            7,
            Phase.TRIAL,
            List.of(new StoredSecret("s1", "key_dev__2", "dev", "key", 2)),
            EndpointMode.DNSRR);
    var service = SwarmApi.JSON.createObjectNode();
    service.put("ID", "id").putObject("Version").put("Index", 12);
    service.set("Spec", spec);

    FunctionService read = FunctionService.read(service, "gantry").orElseThrow();

    assertThat(read.name()).isEqualTo(name);
    assertThat(read.deployment()).isEqualTo(sent);
    assertThat(read.generation()).isEqualTo(7);
    assertThat(read.phase()).isEqualTo(Phase.TRIAL);
    assertThat(read.createdAt()).isEqualTo(CREATED);
    assertThat(read.updatedAt()).isEqualTo(UPDATED);
    assertThat(read.replicas()).isEqualTo(2);
    assertThat(read.version()).isEqualTo(12);
    assertThat(read.secretIds()).containsExactly("s1");
    assertThat(FunctionService.read(service, "somebody else")).isEmpty();
  }

  private static JsonNode specification(
      FunctionName name,
      FunctionDeployment deployment,
      int generation,
      Phase phase,
      List<StoredSecret> secrets,
      EndpointMode mode) {
    SwarmProviderSettings settings = SwarmProviderSettings.DEFAULT.withEndpointMode(mode);
    Duration grace =
        StopTimes.grace(deployment, SwarmApi.JSON.createArrayNode(), settings.stopPause());
    return new ServiceSpecification(
            name,
            deployment,
            generation,
            phase,
            2,
            CREATED,
            UPDATED,
            secrets,
            "network-id",
            grace,
            settings)
        .json();
  }

  private static void assertGolden(String file, JsonNode actual) throws Exception {
    ObjectNode labels = (ObjectNode) actual.path("Labels");
    JsonNode deployment = SwarmApi.JSON.readTree(labels.path(Label.DEPLOYMENT).asText());
    labels.set(Label.DEPLOYMENT, deployment); // its maps have no order
    try (InputStream golden = ServiceSpecificationTest.class.getResourceAsStream(file)) {
      assertThat(SwarmApi.JSON.readTree(actual.toString()))
          .isEqualTo(SwarmApi.JSON.readTree(golden));
    }
  }
}
