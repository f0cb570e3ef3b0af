package dev.gantry.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.Problem;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether an image can be run, before a service is made that could not start. */
final class SwarmImages {

  private static final String CREDENTIALS = "X-Registry-Auth";

  private final SwarmApi api;

  SwarmImages(SwarmApi api) {
    this.api = api;
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

  /** The credentials for the registry as the engine takes them; none when none were sent. */
  static Map<String, String> headers(FunctionDeployment deployment) {
    String pair = decoded(deployment.registryAuth());
    int colon = pair.indexOf(':');
    if (colon < 0) {
      return Map.of();
    }
    ObjectNode credentials = SwarmApi.JSON.createObjectNode();
    credentials.put("username", pair.substring(0, colon));
    credentials.put("password", pair.substring(colon + 1));
    return Map.of(
        CREDENTIALS, Base64.getUrlEncoder().encodeToString(credentials.toString().getBytes(UTF_8)));
  }

  private static String decoded(@Nullable String registryAuth) {
    try {
      return registryAuth == null
          ? ""
          : new String(Base64.getDecoder().decode(registryAuth), UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }
}
