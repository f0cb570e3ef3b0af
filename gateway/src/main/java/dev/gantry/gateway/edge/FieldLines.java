package dev.gantry.gateway.edge;

import static dev.gantry.gateway.edge.Octets.CR;
import static dev.gantry.gateway.edge.Octets.LF;
import static dev.gantry.gateway.edge.RefusedRequest.malformed;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Follows header or trailer fields up to the empty line behind them, in as many pieces as they come
 * (RFC 9112, 5).
 *
 * <p>Values are only looked at where they matter; the others are run over.
 */
final class FieldLines {

  /** Gets the fields that decide something, in order, without blanks around their values. */
  @FunctionalInterface
  interface Sink {
    void field(FramingField field, byte[] value, int length);
  }

  private enum Part {
    LINE,
    NAME,
    VALUE,
    KNOWN_VALUE,
    LINE_FEED,
    LAST_LINE_FEED,
    DONE
  }

  /** More fields than this are refused: no client means them. */
  static final int MOST_FIELDS = 256;

  private static final int LONGEST_VALUE = 300;

  private final Sink sink;
  private final byte[] name = new byte[FramingField.LONGEST];
  private byte[] value = new byte[48];
  private Part part = Part.LINE;
  private int fields;
  private int nameLength;
  private int valueLength;
  private @Nullable FramingField field;

  FieldLines(Sink sink) {
    this.sink = sink;
  }

  void reset() {
    part = Part.LINE;
    fields = 0;
  }

  boolean isDone() {
    return part == Part.DONE;
  }

  /** Takes octets until the fields end or they do; returns where it stopped. */
  int feed(byte[] octets, int from, int end) {
    int at = from;
    while (at < end && part != Part.DONE) {
      at =
          switch (part) {
            case LINE -> line(octets[at], at);
            case NAME -> name(octets, at, end);
            case VALUE -> value(octets, at, end);
            case KNOWN_VALUE -> knownValue(octets, at, end);
            case LINE_FEED -> lineFeed(octets[at], at, Part.LINE);
            case LAST_LINE_FEED -> lineFeed(octets[at], at, Part.DONE);
            case DONE -> at;
          };
    }
    return at;
  }

  private int line(byte octet, int at) {
    if (octet == CR) {
      part = Part.LAST_LINE_FEED;
      return at + 1;
    }
    if (Octets.isBlank(octet)) {
      throw malformed("folded header field");
    }
    if (++fields > MOST_FIELDS) {
      throw new RefusedRequest(431, "too many header fields");
    }
    nameLength = 0;
    part = Part.NAME;
    return at;
  }

  private int name(byte[] octets, int from, int end) {
    int at = from;
    while (at < end && Octets.is(octets[at], Octets.TOKEN)) {
      if (nameLength < name.length) {
        name[nameLength] = octets[at];
      }
      nameLength++;
      at++;
    }
    if (at == end) {
      return at;
    }
    if (octets[at] != ':' || nameLength == 0) {
      throw malformed("bad header field name");
    }
    field = FramingField.of(name, nameLength);
    valueLength = 0;
    part = field == null ? Part.VALUE : Part.KNOWN_VALUE;
    return at + 1;
  }

  private int value(byte[] octets, int from, int end) {
    int at = from;
    while (at < end && Octets.is(octets[at], Octets.VALUE)) {
      at++;
    }
    return at == end ? at : endOfValue(octets[at], at);
  }

  private int knownValue(byte[] octets, int from, int end) {
    int at = from;
    while (at < end && Octets.is(octets[at], Octets.VALUE)) {
      if (valueLength > 0 || !Octets.isBlank(octets[at])) {
        keep(octets[at]);
      }
      at++;
    }
    return at == end ? at : endOfValue(octets[at], at);
  }

  private void keep(byte octet) {
    if (valueLength == LONGEST_VALUE) {
      throw malformed("header field too long");
    }
    if (valueLength == value.length) {
      value = Arrays.copyOf(value, LONGEST_VALUE);
    }
    value[valueLength++] = octet;
  }

  private int endOfValue(byte octet, int at) {
    if (octet != CR) {
      throw malformed("bad octet in a header field");
    }
    if (field != null) {
      while (valueLength > 0 && Octets.isBlank(value[valueLength - 1])) {
        valueLength--;
      }
      sink.field(field, value, valueLength);
    }
    part = Part.LINE_FEED;
    return at + 1;
  }

  private int lineFeed(byte octet, int at, Part next) {
    if (octet != LF) {
      throw malformed("carriage return without line feed");
    }
    part = next;
    return at + 1;
  }
}
