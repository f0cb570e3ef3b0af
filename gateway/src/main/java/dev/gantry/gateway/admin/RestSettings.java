package dev.gantry.gateway.admin;

import dev.gantry.api.VersionInfo;
import java.time.Duration;
import java.util.Map;

/**
 * How the REST API is set up.
 *
 * @param defaultNamespace the namespace of a name without one
 * @param version this build
 * @param logLimit how long one log stream goes on at most, above 0; then it ends and the client may
 *     ask again; streams of events likewise
 * @param portal the files below {@code /ui/} by their names; empty for a gateway without a portal
 */
public record RestSettings(
    String defaultNamespace, VersionInfo version, Duration logLimit, Map<String, byte[]> portal) {

  /**
   * @throws IllegalArgumentException if {@code logLimit} is not above 0
   */
  public RestSettings {
    portal = Map.copyOf(portal);
    if (logLimit.isZero() || logLimit.isNegative()) {
      throw new IllegalArgumentException("logLimit: " + logLimit + " (expected: above 0)");
    }
  }
}
