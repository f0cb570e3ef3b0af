package dev.gantry.gateway.edge;

/**
 * Which octets may stand where in an HTTP/1.1 message (RFC 9110, 5.5 and 5.6.2; RFC 9112, 3.2).
 *
 * <p>A target holds visible ASCII without a fragment. Octets above 127 are refused there although
 * many servers take them: they change their meaning on the way to a replica.
 */
final class Octets {

  /** Names of methods and fields. */
  static final int TOKEN = 1;

  /** Values of fields: visible, blank, tab, and anything above 127. */
  static final int VALUE = 2;

  /** Request targets. */
  static final int TARGET = 4;

  /** Registered names and IPv4 addresses in an authority. */
  static final int HOST = 8;

  static final byte CR = '\r';
  static final byte LF = '\n';

  private static final byte[] KINDS = new byte[256];

  static {
    for (int octet = 0; octet < 256; octet++) {
      KINDS[octet] = (byte) kinds(octet);
    }
  }

  private Octets() {}

  private static int kinds(int octet) {
    boolean letterOrDigit = octet < 128 && Character.isLetterOrDigit(octet);
    boolean visible = octet > ' ' && octet < 127;
    int kinds = 0;
    if (letterOrDigit || (visible && "!#$%&'*+-.^_`|~".indexOf(octet) >= 0)) {
      kinds |= TOKEN;
    }
    if (visible || octet == ' ' || octet == '\t' || octet > 127) {
      kinds |= VALUE;
    }
    if (visible && octet != '#') {
      kinds |= TARGET;
    }
    if (letterOrDigit || (visible && ".-_~".indexOf(octet) >= 0)) {
      kinds |= HOST;
    }
    return kinds;
  }

  static boolean is(byte octet, int kind) {
    return (KINDS[octet & 0xff] & kind) != 0;
  }

  static boolean isDigit(byte octet) {
    return octet >= '0' && octet <= '9';
  }

  static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\t';
  }

  /** The value of a hexadecimal digit, or -1. */
  static int hex(byte octet) {
    return octet < 0 ? -1 : Character.digit(octet, 16);
  }

  static byte lower(byte octet) {
    return octet >= 'A' && octet <= 'Z' ? (byte) (octet + 32) : octet;
  }

  /** Whether the octets spell the lower-case text, whatever their case. */
  static boolean spell(byte[] octets, int length, String text) {
    if (length != text.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (lower(octets[i]) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
