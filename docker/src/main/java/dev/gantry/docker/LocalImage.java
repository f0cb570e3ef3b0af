package dev.gantry.docker;

import java.util.Map;

/**
 * An image that the engine has.
 *
 * @param id its number, {@code sha256:…}
 * @param variables what its containers find in their environment
 */
public record LocalImage(String id, Map<String, String> variables) {

  public LocalImage {
    variables = Map.copyOf(variables);
  }
}
