package dev.gantry.watchdog.log;

import java.util.HexFormat;
import java.util.Optional;

/** A JSON object that is being written (RFC 8259), on one line whatever its texts contain. */
final class JsonObject {

  private static final HexFormat HEX = HexFormat.of();

  private final StringBuilder json;

  /**
   * @param json begins the object, and has its first field
   */
  JsonObject(StringBuilder json) {
    this.json = json;
  }

  JsonObject text(String name, String value) {
    begin(name).append('"');
    for (int i = 0; i < value.length(); i++) {
      char letter = value.charAt(i);
      if (Character.isHighSurrogate(letter) && isLow(value, i + 1)) {
        json.append(letter).append(value.charAt(++i));
      } else {
        add(letter);
      }
    }
    json.append('"');
    return this;
  }

  /** Nothing, if there is no value. */
  JsonObject text(String name, Optional<String> value) {
    return value.isPresent() ? text(name, value.get()) : this;
  }

  /** A number, or {@code true}. */
  JsonObject literal(String name, String value) {
    begin(name).append(value);
    return this;
  }

  String end() {
    return json.append('}').toString();
  }

  private StringBuilder begin(String name) {
    return json.append(",\"").append(name).append("\":");
  }

  private void add(char letter) {
    switch (letter) {
      case '"', '\\' -> json.append('\\').append(letter);
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      default -> {
        if (Character.isSurrogate(letter)) {
          json.append('\ufffd'); // alone it is no character, and many parsers would fail
        } else if (letter < ' ' || (letter >= 0x7f && letter < 0xa0) || isLineEnd(letter)) {
          json.append("\\u").append(HEX.toHexDigits(letter));
        } else {
          json.append(letter);
        }
      }
    }
  }

  /** JSON may have them as they are, but some readers of lines would cut there. */
  private static boolean isLineEnd(char letter) {
    return letter == '\u2028' || letter == '\u2029';
  }

  private static boolean isLow(String text, int at) {
    return at < text.length() && Character.isLowSurrogate(text.charAt(at));
  }
}
