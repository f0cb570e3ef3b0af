package dev.gantry.gateway.relay;

import io.vertx.core.MultiMap;
import java.util.List;

/**
 * Which header fields are about one connection and end at the gateway (RFC 9110, 7.6.1; contract
 * 1.8). Called for each field of each call.
 */
final class HopByHop {

  private HopByHop() {}

  /** Whether a field is always about the connection. */
  static boolean isHopByHop(String name) {
    return switch (name.length()) {
      case 2 -> name.equalsIgnoreCase("te");
      case 7 -> name.equalsIgnoreCase("upgrade") || name.equalsIgnoreCase("trailer");
      case 10 -> name.equalsIgnoreCase("connection") || name.equalsIgnoreCase("keep-alive");
      case 14 -> name.equalsIgnoreCase("http2-settings");
      case 16 -> name.equalsIgnoreCase("proxy-connection");
      case 17 -> name.equalsIgnoreCase("transfer-encoding");
      case 18 -> name.equalsIgnoreCase("proxy-authenticate");
      case 19 -> name.equalsIgnoreCase("proxy-authorization");
      default -> false;
    };
  }

  /**
   * Removes what the sender's {@code Connection} fields name. A length that is named stays: without
   * it the body would be framed otherwise than it was sent.
   *
   * @param connection the values of the fields
   */
  static void removeNamed(List<String> connection, MultiMap headers) {
    for (String value : connection) {
      int start = 0;
      while (start < value.length()) {
        int comma = value.indexOf(',', start);
        int end = comma < 0 ? value.length() : comma;
        String name = value.substring(start, end).strip();
        if (!name.isEmpty() && !name.equalsIgnoreCase("content-length")) {
          headers.remove(name);
        }
        start = end + 1;
      }
    }
  }
}
