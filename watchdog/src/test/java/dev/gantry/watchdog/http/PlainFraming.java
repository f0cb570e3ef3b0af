package dev.gantry.watchdog.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;

/**
 * Where accepted messages end by the letter of RFC 9112, found by searching instead of parsing:
 * what a proxy in front would take them for. Knows nothing of the parser, and never refuses: it is
 * only asked about what was accepted.
 */
final class PlainFraming {

  private final String input;
  private int position;

  PlainFraming(byte[] input) {
    this.input = new String(input, ISO_8859_1);
  }

  /** The body of the next request; its end is where the one after it begins. */
  String nextBody() {
    while (input.startsWith("\r\n", position)) {
      position += 2;
    }
    String head = upTo("\r\n\r\n").toLowerCase(Locale.ROOT);
    String length = field(head, "content-length");
    if (!length.isEmpty()) {
      return take((int) Long.parseLong(length));
    }
    return field(head, "transfer-encoding").equals("chunked") ? chunks() : "";
  }

  /**
   * The body of the next answer.
   *
   * @param hasBody false for an answer to HEAD
   */
  String nextBodyOfAnswer(boolean hasBody) {
    String head = upTo("\r\n\r\n");
    while (head.startsWith(" 1", 8) && !head.startsWith(" 101", 8)) {
      head = upTo("\r\n\r\n");
    }
    String status = head.substring(9, 12);
    if (!hasBody || List.of("101", "204", "304").contains(status)) {
      return "";
    }
    head = head.toLowerCase(Locale.ROOT);
    String length = field(head, "content-length");
    if (!length.isEmpty()) {
      return take((int) Long.parseLong(length));
    }
    return field(head, "transfer-encoding").equals("chunked")
        ? chunks()
        : take(input.length() - position);
  }

  private String chunks() {
    StringBuilder body = new StringBuilder();
    int size = chunkSize();
    while (size > 0) {
      body.append(take(size));
      upTo("\r\n");
      size = chunkSize();
    }
    while (!upTo("\r\n").isEmpty()) {
      // a trailer
    }
    return body.toString();
  }

  private int chunkSize() {
    String line = upTo("\r\n");
    int semicolon = line.indexOf(';');
    return Integer.parseInt((semicolon < 0 ? line : line.substring(0, semicolon)).strip(), 16);
  }

  private String take(int length) {
    String part = input.substring(position, position + length);
    position += length;
    return part;
  }

  private String upTo(String mark) {
    int found = input.indexOf(mark, position);
    if (found < 0) {
      throw new AssertionError("accepted without " + mark.strip() + " from " + position);
    }
    String part = input.substring(position, found);
    position = found + mark.length();
    return part;
  }

  private static String field(String head, String name) {
    int found = head.indexOf("\r\n" + name + ":");
    if (found < 0) {
      return "";
    }
    int from = found + name.length() + 3;
    int end = head.indexOf("\r\n", from);
    return head.substring(from, end < 0 ? head.length() : end).strip();
  }
}
