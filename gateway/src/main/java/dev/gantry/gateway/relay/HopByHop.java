package dev.gantry.gateway.relay;

import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import java.util.List;

/**
 * Which header fields are about one connection and end at the gateway (RFC 9110, 7.6.1; contract
 * 1.8). Called for each field of each call.
 */
final class HopByHop {

  private HopByHop() {}

  /** Whether a field is always about the connection. */
  static boolean isHopByHop(CharSequence name) {
    return switch (name.length()) {
      case 2 -> is(name, "te");
      case 7 -> is(name, "upgrade") || is(name, "trailer");
      case 10 -> is(name, "connection") || is(name, "keep-alive");
      case 14 -> is(name, "http2-settings");
      case 16 -> is(name, "proxy-connection");
      case 17 -> is(name, "transfer-encoding");
      case 18 -> is(name, "proxy-authenticate");
      case 19 -> is(name, "proxy-authorization");
      default -> false;
    };
  }

  /** Whether a field has this name; names are compared without regard to case. */
  static boolean is(CharSequence name, String expected) {
    return AsciiString.contentEqualsIgnoreCase(name, expected);
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
