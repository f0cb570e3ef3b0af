package dev.gantry.docker;

import java.util.Map;
import java.util.OptionalLong;

/**
 * An image that the engine has.
 *
 * @param id its number, {@code sha256:…}
 * @param variables what its containers find in their environment
 * @param userId the number of the user that its containers run as; empty when it has only a name
 */
public record LocalImage(String id, Map<String, String> variables, OptionalLong userId) {

  public LocalImage {
    variables = Map.copyOf(variables);
  }
}
