package dev.gantry.watchdog.mode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Header names and values as functions expect them. */
final class HeaderText {

  private HeaderText() {}

  /** Each word of the name capitalised, as Go does it: {@code x-call-id} is {@code X-Call-Id}. */
  static String canonicalName(String name) {
    byte[] letters = name.getBytes(ISO_8859_1);
    boolean begins = true;
    for (int at = 0; at < letters.length; at++) {
      byte letter = letters[at];
      if (begins ? letter >= 'a' && letter <= 'z' : letter >= 'A' && letter <= 'Z') {
        letters[at] = (byte) (letter ^ 0x20);
      }
      begins = letter == '-';
    }
    return new String(letters, ISO_8859_1);
  }

  /**
   * A value as text. On the wire it is bytes, one in each character here; nearly always they are
   * UTF-8, and then the function gets just these bytes.
   */
  static String value(String wire) {
    for (int at = 0; at < wire.length(); at++) {
      if (wire.charAt(at) >= 0x80) {
        return ofBytes(wire.getBytes(ISO_8859_1));
      }
    }
    return wire;
  }

  /** Bytes as text: UTF-8 if they are, otherwise a character for each. */
  static String ofBytes(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, ISO_8859_1);
    }
  }
}
