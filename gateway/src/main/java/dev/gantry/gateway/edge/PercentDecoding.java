package dev.gantry.gateway.edge;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads percent-encoded UTF-8 strictly: what is not valid is refused, never guessed. */
final class PercentDecoding {

  private PercentDecoding() {}

  /**
   * Decodes a part of a path.
   *
   * @throws IllegalArgumentException if it is not valid
   */
  static String path(String text) {
    return text.indexOf('%') < 0 ? text : decode(text);
  }

  /**
   * Decodes a name or a value of a query, in which a plus is a space.
   *
   * @throws IllegalArgumentException if it is not valid
   */
  static String parameter(String text) {
    return path(text.replace('+', ' '));
  }

  private static String decode(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        bytes.put((byte) ((digit(text, i + 1) << 4) | digit(text, i + 2)));
        i += 2;
      } else if (c < 0x80) {
        bytes.put((byte) c);
      } else {
        throw new IllegalArgumentException("not ASCII");
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
  }

  private static int digit(String text, int at) {
    int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    if (digit < 0 || text.charAt(at) >= 0x80) {
      throw new IllegalArgumentException("not percent-encoding");
    }
    return digit;
  }
}
