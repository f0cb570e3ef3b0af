package dev.gantry.swarm;

import static dev.gantry.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionDeploymentBuilder;
import dev.gantry.api.FunctionName;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes of a Swarm pull from a registry that wants to know who asks. */
@OnOverlay
@Timeout(120)
class SwarmRegistryIT {

  private static final FunctionName PRIVATE = new FunctionName("private", "openfaas-fn");
  private static final String USER = "ann:secret";

  /** Where docker-java looks for the folder of the Docker configuration. */
  private static final String CONFIGURATION = "DOCKER_CONFIG";

  @TempDir Path folder;
  private TestSwarm swarm;
  private RegistryProgram registry;

  @BeforeEach
  void open() throws Exception {
    swarm = new TestSwarm();
    swarm.clear();
    registry = RegistryProgram.start(USER);
    System.setProperty(CONFIGURATION, folder.toString());
  }

  @AfterEach
  void close() throws Exception {
    System.clearProperty(CONFIGURATION);
    swarm.clear();
    registry.close();
    if (isPulled()) {
      swarm.api().delete("/images/" + registry.image() + "?force=true");
    }
    swarm.close();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private FunctionDeployment deployment() {
    return FunctionDeploymentBuilder.of("private").image(registry.image()).build();
  }

  private boolean isPulled() {
    try {
      swarm.api().get("/images/" + registry.image() + "/json");
      return true;
    } catch (EngineRefusal absent) {
      return false;
    }
  }

  @Test
  void credentialsThatAreSentReachTheNodes() throws Exception {
    try (SwarmProvider provider = SwarmProvider.open(TestSwarm.settings())) {
      FunctionDeployment sent = deployment().edit().registryAuth(base64(USER)).build();

      assertThat(provider.deploy(PRIVATE, sent)).isEqualTo(new Done());

      eventually(Duration.ofSeconds(60), () -> assertThat(isPulled()).isTrue());
      assertThat(swarm.ours("services").toString()).doesNotContain("secret", base64(USER));
    }
  }

  @Test
  void credentialsOfTheDockerConfigurationReachTheNodes() throws Exception {
    String host = registry.image().replaceFirst("/.*", "");
    Files.writeString(
        folder.resolve("config.json"),
        "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(host, base64(USER)));
    try (SwarmProvider provider = SwarmProvider.open(TestSwarm.settings())) {

      assertThat(provider.deploy(PRIVATE, deployment())).isEqualTo(new Done());

      eventually(Duration.ofSeconds(60), () -> assertThat(isPulled()).isTrue());
    }
  }

  @Test
  void withoutCredentialsTheDeploymentIsRefusedWithTheRegistrysReason() throws Exception {
    try (SwarmProvider provider = SwarmProvider.open(TestSwarm.settings())) {

      assertThat(provider.deploy(PRIVATE, deployment()))
          .isInstanceOfSatisfying(
              Refused.class,
              refused ->
                  assertThat(refused.problems().toString())
                      .contains("image")
                      .containsAnyOf("unauthorized", "no basic auth credentials"));

      assertThat(isPulled()).isFalse();
      assertThat(swarm.ours("services")).isEmpty();
    }
  }
}
