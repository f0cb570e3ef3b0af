package dev.gantry.watchdog.http;

/** What a handler may send as a header. */
final class AnswerFields {

  private AnswerFields() {}

  /**
   * Refuses what would break the answer's frame.
   *
   * @throws IllegalArgumentException for names that are no token or the server's own, and for
   *     values with control characters or characters beyond ISO 8859-1
   */
  static void check(String name, String value) {
    if (!Octets.isToken(name)) {
      throw new IllegalArgumentException("header name: not a token");
    }
    if (isOwn(name)) {
      throw new IllegalArgumentException("header " + name + ": set by the server alone");
    }
    for (int i = 0; i < value.length(); i++) {
      char letter = value.charAt(i);
      if (letter > 0xff || !Octets.isText((byte) letter)) {
        throw new IllegalArgumentException("header " + name + ": a character that cannot be sent");
      }
    }
  }

  private static boolean isOwn(String name) {
    return switch (name.length()) {
      case 4 -> name.equalsIgnoreCase("Date");
      case 10 -> name.equalsIgnoreCase("Connection");
      case 14 -> name.equalsIgnoreCase("Content-Length");
      case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
      default -> false;
    };
  }
}
