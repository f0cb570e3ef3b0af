package dev.gantry.watchdog.mode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.gantry.watchdog.http.BadRequestException;
import java.io.ByteArrayOutputStream;

/** Undoes percent-encoding, RFC 3986 section 2.1. */
public final class PercentText {

  private PercentText() {}

  /**
   * Decodes a path.
   *
   * @throws BadRequestException 400 if a percent sign is not followed by two hexadecimal digits
   */
  static String decode(String encoded) throws BadRequestException {
    return HeaderText.ofBytes(octets(encoded));
  }

  /**
   * Decodes a path, or a part of it, once.
   *
   * @throws BadRequestException 400 if a percent sign is not followed by two hexadecimal digits
   */
  public static byte[] octets(String encoded) throws BadRequestException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    byte[] wire = encoded.getBytes(ISO_8859_1);
    for (int at = 0; at < wire.length; at++) {
      if (wire[at] == '%') {
        bytes.write(octet(wire, at));
        at += 2;
      } else {
        bytes.write(wire[at]);
      }
    }
    return bytes.toByteArray();
  }

  private static int octet(byte[] wire, int at) throws BadRequestException {
    int high = at + 2 < wire.length ? Character.digit(wire[at + 1], 16) : -1;
    int low = at + 2 < wire.length ? Character.digit(wire[at + 2], 16) : -1;
    if (high < 0 || low < 0) {
      throw new BadRequestException(400, "a percent sign in the path begins no octet");
    }
    return high << 4 | low;
  }
}
