package dev.gantry.gateway.edge;

/**
 * What a {@code Host} may be: a name or an address, and perhaps a port (RFC 9110, 7.2).
 *
 * <p>Stricter than RFC 3986, which also allows percent-encoding and punctuation that no name server
 * knows: user info, commas, quotes and the like only serve to be read in two ways.
 */
final class HostRule {

  private static final int LONGEST_NAME = 255;

  private HostRule() {}

  static boolean allows(byte[] octets, int length) {
    int port =
        length > 0 && octets[0] == '[' ? endOfAddress(octets, length) : endOfName(octets, length);
    return port > 0 && port <= LONGEST_NAME && isPort(octets, port, length);
  }

  private static int endOfName(byte[] octets, int length) {
    int at = 0;
    while (at < length && Octets.is(octets[at], Octets.HOST)) {
      at++;
    }
    return at;
  }

  private static int endOfAddress(byte[] octets, int length) {
    int at = 1;
    while (at < length && (Octets.hex(octets[at]) >= 0 || octets[at] == ':' || octets[at] == '.')) {
      at++;
    }
    return at > 2 && at < length && octets[at] == ']' ? at + 1 : -1;
  }

  private static boolean isPort(byte[] octets, int from, int length) {
    if (from == length) {
      return true;
    }
    int digits = length - from - 1;
    if (octets[from] != ':' || digits < 1 || digits > 5) {
      return false;
    }
    int port = 0;
    for (int i = from + 1; i < length; i++) {
      if (!Octets.isDigit(octets[i])) {
        return false;
      }
      port = port * 10 + octets[i] - '0';
    }
    return port <= 65535;
  }
}
