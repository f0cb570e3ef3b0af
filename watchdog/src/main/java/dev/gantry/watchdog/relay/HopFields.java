package dev.gantry.watchdog.relay;

import dev.gantry.watchdog.http.FieldList;
import dev.gantry.watchdog.http.Headers;

/**
 * Which fields are for one connection alone and not passed on (RFC 9110, section 7.6.1): some by
 * name, and those that {@code Connection} names. The body's frame is written anew, so its fields
 * are among them.
 */
final class HopFields {

  /** Members of {@code Connection}, in one list; usually empty. */
  private final String named;

  private HopFields(String named) {
    this.named = named;
  }

  static HopFields of(Headers headers) {
    String named = "";
    for (Headers.Field field : headers.fields()) {
      if (field.name().equalsIgnoreCase("Connection")) {
        named = named.isEmpty() ? field.value() : named + "," + field.value();
      }
    }
    return new HopFields(named);
  }

  /** Whether a field is passed on. */
  boolean passes(String name) {
    boolean isHop =
        switch (name.length()) {
          case 2 -> name.equalsIgnoreCase("TE");
          case 6 -> name.equalsIgnoreCase("Expect");
          case 7 -> name.equalsIgnoreCase("Upgrade") || name.equalsIgnoreCase("Trailer");
          case 10 -> name.equalsIgnoreCase("Connection") || name.equalsIgnoreCase("Keep-Alive");
          case 14 -> name.equalsIgnoreCase("Content-Length");
          case 16 -> name.equalsIgnoreCase("Proxy-Connection");
          case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
          default -> false;
        };
    return !isHop && (named.isEmpty() || isHost(name) || !FieldList.contains(named, name));
  }

  /** Nobody may take the host away from a request. */
  private static boolean isHost(String name) {
    return name.equalsIgnoreCase("Host");
  }
}
