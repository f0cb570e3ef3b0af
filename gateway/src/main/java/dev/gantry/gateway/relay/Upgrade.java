package dev.gantry.gateway.relay;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Locale;

/** Tells requests for another protocol (RFC 9110, 7.8), WebSocket for one. */
final class Upgrade {

  static final int SWITCHING_PROTOCOLS = 101;

  private Upgrade() {}

  /**
   * Whether the connection is to be given to another protocol if the function agrees. HTTP/2 is
   * none of them: it would carry requests past the gateway.
   */
  static boolean isWanted(HttpServerRequest request) {
    String protocol = request.getHeader(HttpHeaders.UPGRADE);
    if (protocol == null
        || request.version() != HttpVersion.HTTP_1_1
        || !HttpMethod.GET.equals(request.method())
        || protocol.toLowerCase(Locale.ROOT).contains("h2")) {
      return false;
    }
    for (String connection : request.headers().getAll(HttpHeaders.CONNECTION)) {
      for (String option : connection.split(",", -1)) {
        if (option.strip().equalsIgnoreCase("upgrade")) {
          return true;
        }
      }
    }
    return false;
  }
}
