package dev.gantry.watchdog.http;

/** Which bytes may stand where, as bit sets over ASCII. */
final class Octets {

  private static final String ALPHANUMERIC =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** RFC 9110, section 5.6.2. */
  private static final String TOKEN = ALPHANUMERIC + "!#$%&'*+-.^_`|~";

  /** RFC 3986, {@code reg-name}, without the comma: a Host with a comma is a list to some. */
  private static final String HOST = ALPHANUMERIC + "-._~%!$&'()*+;=";

  private static final long TOKEN_LOW = bits(TOKEN, 0);
  private static final long TOKEN_HIGH = bits(TOKEN, 64);
  private static final long HOST_LOW = bits(HOST, 0);
  private static final long HOST_HIGH = bits(HOST, 64);

  private Octets() {}

  /** Whether a byte or character may be part of a method or a field's name. */
  static boolean isToken(int octet) {
    return isIn(octet, TOKEN_LOW, TOKEN_HIGH);
  }

  /** Whether a character may be part of a host's name. */
  static boolean isHost(int octet) {
    return isIn(octet, HOST_LOW, HOST_HIGH);
  }

  /**
   * Whether a byte may be part of a request target: what is visible in ASCII but the fragment's
   * sign. Wider than RFC 3986, because browsers send braces and bars as they are.
   */
  static boolean isTarget(int octet) {
    return octet > ' ' && octet < 0x7f && octet != '#';
  }

  /** Whether a byte (signed, as Java has them) may stand in a line at all. */
  static boolean isText(byte octet) {
    return (octet >= ' ' && octet != 0x7f) || octet < 0 || octet == '\t';
  }

  static boolean isDigit(int octet) {
    return octet >= '0' && octet <= '9';
  }

  /** The value of a hexadecimal digit; -1 if it is none. */
  static int hexDigit(int octet) {
    int lower = octet | 0x20;
    if (isDigit(octet)) {
      return octet - '0';
    }
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  static boolean isBlank(int octet) {
    return octet == ' ' || octet == '\t';
  }

  /** Whether all of a text may be a method, a field's name or a coding's name. */
  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isToken(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isIn(int octet, long low, long high) {
    return octet >= 0 && octet < 128 && (((octet < 64 ? low : high) >>> (octet & 63)) & 1) != 0;
  }

  private static long bits(String members, int from) {
    long bits = 0;
    for (int i = 0; i < members.length(); i++) {
      int member = members.charAt(i) - from;
      if (member >= 0 && member < 64) {
        bits |= 1L << member;
      }
    }
    return bits;
  }
}
