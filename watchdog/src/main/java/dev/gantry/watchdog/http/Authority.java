package dev.gantry.watchdog.http;

/** The form of {@code host[:port]} (RFC 9110, section 7.2; RFC 3986, section 3.2). */
final class Authority {

  private static final int LARGEST_PORT = 65_535;
  private static final int LONGEST_PORT = 5;

  private Authority() {}

  /** Refuses what is no host and port. Empty is allowed: the host is not known to the client. */
  static void check(String text) throws BadRequestException {
    int hostEnd = text.startsWith("[") ? endOfAddress(text) : endOfName(text);
    if (hostEnd < 0 || !isPort(text, hostEnd)) {
      throw new BadRequestException(400, "the host is not a name or address with a port");
    }
  }

  private static int endOfName(String text) {
    int at = 0;
    while (at < text.length() && Octets.isHost(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Behind the bracket of an IPv6 address; -1 if it is none. */
  private static int endOfAddress(String text) {
    int close = text.indexOf(']');
    for (int i = 1; i < close; i++) {
      char letter = text.charAt(i);
      if (Octets.hexDigit(letter) < 0 && letter != ':' && letter != '.') {
        return -1;
      }
    }
    return close > 1 ? close + 1 : -1;
  }

  private static boolean isPort(String text, int from) {
    int length = text.length() - from - 1;
    if (length < 0) {
      return true;
    }
    if (text.charAt(from) != ':' || length > LONGEST_PORT) {
      return false;
    }
    int port = 0;
    for (int i = from + 1; i < text.length(); i++) {
      if (!Octets.isDigit(text.charAt(i))) {
        return false;
      }
      port = 10 * port + text.charAt(i) - '0';
    }
    return port <= LARGEST_PORT;
  }
}
