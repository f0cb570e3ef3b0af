package dev.gantry.gateway.admin;

import dev.gantry.api.VersionInfo;
import java.time.Duration;

/**
 * How the REST API is set up.
 *
 * @param defaultNamespace the namespace of a name without one
 * @param version this build
 * @param logLimit how long one log stream goes on at most, above 0; then it ends and the client may
 *     ask again
 */
public record RestSettings(String defaultNamespace, VersionInfo version, Duration logLimit) {

  /**
   * @throws IllegalArgumentException if {@code logLimit} is not above 0
   */
  public RestSettings {
    if (logLimit.isZero() || logLimit.isNegative()) {
      throw new IllegalArgumentException("logLimit: " + logLimit + " (expected: above 0)");
    }
  }
}
