package dev.gantry.gateway.admin;

import dev.gantry.api.Problem;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges registry credentials: base64 of {@code user:password}, where either may be empty. */
final class RegistryAuth {

  static final String KEY = "registryAuth";

  private RegistryAuth() {}

  /** Adds what is wrong with them, without showing them. */
  static void judge(@Nullable String registryAuth, List<Problem> found) {
    if (registryAuth != null && !registryAuth.isEmpty() && !isPair(registryAuth)) {
      found.add(new Problem(KEY, "…", "base64 of user:password"));
    }
  }

  private static boolean isPair(String registryAuth) {
    try {
      for (byte each : Base64.getDecoder().decode(registryAuth)) {
        if (each == ':') {
          return true;
        }
      }
      return false;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
