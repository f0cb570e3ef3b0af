package dev.gantry.gateway.admin;

import dev.gantry.gateway.auth.Guard;
import java.util.Map;

/**
 * What every answer tells a browser: take the type as it is, show it in nobody's frame, load
 * nothing from elsewhere, give it to no other origin. There are no CORS headers, on purpose.
 */
final class SafetyHeaders {

  private static final Map<String, String> OPEN =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Referrer-Policy", "no-referrer");

  private static final Map<String, String> API =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Cache-Control", "no-store");

  private static final Map<String, String> PORTAL =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                  + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                  + " frame-ancestors 'none'",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Cross-Origin-Opener-Policy", "same-origin",
          "X-Frame-Options", "DENY",
          "Cache-Control", "no-cache");

  private SafetyHeaders() {}

  static Map<String, String> of(String path) {
    if (!Guard.guards(path)) {
      return OPEN;
    }
    return path.startsWith("/ui") ? PORTAL : API;
  }
}
