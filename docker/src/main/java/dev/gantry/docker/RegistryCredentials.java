package dev.gantry.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/**
 * Who an image is pulled as.
 *
 * @param user the registry's user
 * @param password the password or token; never shown
 */
public record RegistryCredentials(String user, String password) {

  /** What {@code registryAuth} has to look like, as the end of the sentence "expected …". */
  public static final String EXPECTED = "base64 of user:password";

  /**
   * Reads {@code registryAuth} of a deployment, as clients of 2017 send it.
   *
   * @return empty if it is not base64 of {@code user:password} with both parts
   */
  public static Optional<RegistryCredentials> parse(String registryAuth) {
    try {
      String text = new String(Base64.getDecoder().decode(registryAuth.strip()), UTF_8);
      int colon = text.indexOf(':');
      return colon > 0 && colon < text.length() - 1
          ? Optional.of(
              new RegistryCredentials(text.substring(0, colon), text.substring(colon + 1)))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "RegistryCredentials[" + user + ", …]";
  }
}
