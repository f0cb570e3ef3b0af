package dev.gantry.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.Problem;
import dev.gantry.docker.ImageReference;
import dev.gantry.docker.RegistryCredentials;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether an image can be run, before a service is made that could not start. */
final class SwarmImages {

  private static final String CREDENTIALS = "X-Registry-Auth";

  private final SwarmApi api;
  private final Function<ImageReference, Optional<RegistryCredentials>> configured;

  /**
   * @param configured what the Docker configuration says of an image's registry
   */
  SwarmImages(SwarmApi api, Function<ImageReference, Optional<RegistryCredentials>> configured) {
    this.api = api;
    this.configured = configured;
  }

  /** What was found out about an image. */
  sealed interface Finding {
    /**
     * It can be run.
     *
     * @param variables what it sets, as {@code NAME=value}; none when it is not on this machine
     */
    record Usable(JsonNode variables) implements Finding {}

    /** It cannot be run. */
    record Unusable(Problem problem) implements Finding {}
  }

  /** Looks on this machine, and then asks the registry; blocks. */
  Finding find(FunctionDeployment deployment) {
    String image = deployment.image();
    if (image == null || image.isBlank()) {
      return new Finding.Unusable(new Problem("image", "", "the image to run"));
    }
    try {
      return new Finding.Usable(api.get("/images/" + image + "/json").path("Config").path("Env"));
    } catch (EngineRefusal absent) {
      return absent.isNotFound() ? ask(image, deployment) : unusable(image, absent);
    }
  }

  private Finding ask(String image, FunctionDeployment deployment) {
    try {
      api.get("/distribution/" + image + "/json", headers(deployment));
      return new Finding.Usable(SwarmApi.JSON.createArrayNode());
    } catch (EngineRefusal refusal) {
      return unusable(image, refusal);
    }
  }

  private static Finding unusable(String image, EngineRefusal refusal) {
    return new Finding.Unusable(
        new Problem(
            "image",
            image,
            "an image that is on this machine or can be pulled; the engine says: "
                + refusal.reason()));
  }

  /**
   * The credentials for the registry as the engine takes them: those that were sent, otherwise what
   * the Docker configuration of this program's user has for the image; none when neither is.
   */
  Map<String, String> headers(FunctionDeployment deployment) {
    return RegistryCredentials.parse(orEmpty(deployment.registryAuth()))
        .or(() -> ImageReference.parse(orEmpty(deployment.image())).flatMap(configured))
        .map(who -> Map.of(CREDENTIALS, encoded(who)))
        .orElse(Map.of());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String encoded(RegistryCredentials who) {
    ObjectNode credentials = SwarmApi.JSON.createObjectNode();
    credentials.put("username", who.user()).put("password", who.password());
    return Base64.getUrlEncoder().encodeToString(credentials.toString().getBytes(UTF_8));
  }
}
