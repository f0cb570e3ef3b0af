package dev.gantry.docker;

import java.nio.file.Path;
import java.util.Map;

/**
 * An image to be built.
 *
 * @param context the folder with the {@code Dockerfile}; what its {@code .dockerignore} names is
 *     not sent
 * @param image what it will be called
 * @param arguments build arguments
 * @param labels labels of the image
 * @param noCache whether every step is done anew
 * @param pull whether base images are looked up in their registry, also when they are here
 */
public record BuildRequest(
    Path context,
    ImageReference image,
    Map<String, String> arguments,
    Map<String, String> labels,
    boolean noCache,
    boolean pull) {

  public BuildRequest {
    arguments = Map.copyOf(arguments);
    labels = Map.copyOf(labels);
  }
}
