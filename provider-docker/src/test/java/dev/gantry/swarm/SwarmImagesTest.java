package dev.gantry.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.transport.DockerHttpClient;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionDeploymentBuilder;
import dev.gantry.docker.RegistryCredentials;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who an image of a service is pulled as. */
class SwarmImagesTest {

  private final SwarmImages images =
      new SwarmImages(
          new SwarmApi(new NoEngine()),
          image ->
              image.repository().startsWith("known.example.com/")
                  ? Optional.of(new RegistryCredentials("configured", "pässword"))
                  : Optional.empty());

  private static FunctionDeployment deployment(String image) {
    return FunctionDeploymentBuilder.of("echo").image(image).build();
  }

  private static String decoded(Map<String, String> headers) {
    assertThat(headers).containsOnlyKeys("X-Registry-Auth");
    return new String(Base64.getUrlDecoder().decode(headers.get("X-Registry-Auth")), UTF_8);
  }

  @Test
  void theCredentialsThatWereSentComeFirst() {
    FunctionDeployment sent =
        deployment("known.example.com/team/echo:1")
            .edit()
            .registryAuth(Base64.getEncoder().encodeToString("sent:it".getBytes(UTF_8)))
            .build();

    assertThat(decoded(images.headers(sent)))
        .isEqualTo("{\"username\":\"sent\",\"password\":\"it\"}");
  }

  @Test
  void thoseOfTheDockerConfigurationAreUsedOtherwise() {
    assertThat(decoded(images.headers(deployment("known.example.com/team/echo:1"))))
        .isEqualTo("{\"username\":\"configured\",\"password\":\"pässword\"}");
  }

  @Test
  void nothingIsSentToARegistryOfWhichNothingIsKnown() {
    assertThat(images.headers(deployment("team/echo:1"))).isEmpty();
  }

  private static final class NoEngine implements DockerHttpClient {
    @Override
    public Response execute(Request request) {
      throw new AssertionError(request.path());
    }

    @Override
    public void close() {}
  }
}
