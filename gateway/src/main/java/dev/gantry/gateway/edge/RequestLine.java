package dev.gantry.gateway.edge;

import static dev.gantry.gateway.edge.Octets.CR;
import static dev.gantry.gateway.edge.Octets.LF;
import static dev.gantry.gateway.edge.RefusedRequest.malformed;

import org.jspecify.annotations.Nullable;

/**
 * Follows a request line as it comes in, in as many pieces as it comes (RFC 9112, 3).
 *
 * <p>Taken: origin-form, and absolute-form with {@code http} or {@code https}. Refused: {@code
 * CONNECT}, because this is no tunnel, and asterisk-form, because there is nothing it could be
 * about. One empty line in front is skipped, as section 2.2 asks.
 */
final class RequestLine {

  private enum Part {
    START,
    EMPTY_LINE,
    METHOD,
    TARGET,
    ABSOLUTE,
    REST,
    VERSION,
    DONE
  }

  private static final int LONGEST_METHOD = 32;
  private static final long CONNECT = packed("CONNECT");

  private Part part = Part.START;
  private boolean sawEmptyLine;
  private long method;
  private int methodLength;
  private boolean asterisk;
  private @Nullable AbsoluteTarget absolute;
  private final ProtocolVersion version = new ProtocolVersion();

  void reset() {
    part = Part.START;
    sawEmptyLine = false;
    method = 0;
    methodLength = 0;
    asterisk = false;
    absolute = null;
    version.reset();
  }

  /** Whether nothing of a line has come yet. */
  boolean isUntouched() {
    return part == Part.START && !sawEmptyLine;
  }

  boolean isDone() {
    return part == Part.DONE;
  }

  boolean isHttp10() {
    return version.isHttp10();
  }

  /** The target's authority when it is in absolute-form. */
  @Nullable AbsoluteTarget absoluteTarget() {
    return absolute;
  }

  /** Takes octets until the line ends or they do; returns where it stopped. */
  int feed(byte[] octets, int from, int end) {
    int at = from;
    while (at < end && part != Part.DONE) {
      at =
          switch (part) {
            case START -> start(octets[at], at);
            case EMPTY_LINE -> emptyLine(octets[at], at);
            case METHOD -> method(octets, at, end);
            case TARGET -> target(octets[at], at);
            case ABSOLUTE -> absolute(octets[at], at);
            case REST -> rest(octets, at, end);
            case VERSION -> version(octets[at], at);
            case DONE -> at;
          };
    }
    return at;
  }

  private int start(byte octet, int at) {
    if (octet == CR && !sawEmptyLine) {
      sawEmptyLine = true;
      part = Part.EMPTY_LINE;
      return at + 1;
    }
    part = Part.METHOD;
    return at;
  }

  private int emptyLine(byte octet, int at) {
    if (octet != LF) {
      throw malformed("carriage return without line feed");
    }
    part = Part.START;
    return at + 1;
  }

  private int method(byte[] octets, int from, int end) {
    int at = from;
    while (at < end && Octets.is(octets[at], Octets.TOKEN)) {
      method = method << 8 | octets[at++];
      methodLength++;
    }
    if (methodLength > LONGEST_METHOD) {
      throw new RefusedRequest(501, "unknown method");
    }
    if (at == end) {
      return at;
    }
    if (octets[at] != ' ' || methodLength == 0) {
      throw malformed("bad method");
    }
    if (method == CONNECT && methodLength == 7) {
      throw new RefusedRequest(501, "CONNECT is not offered");
    }
    part = Part.TARGET;
    return at + 1;
  }

  private int target(byte octet, int at) {
    if (octet == '/') {
      part = Part.REST;
      return at;
    }
    if (octet == '*') {
      asterisk = true;
      part = Part.REST;
      return at + 1;
    }
    absolute = new AbsoluteTarget();
    part = Part.ABSOLUTE;
    return at;
  }

  @SuppressWarnings("NullAway") // set when this part began
  private int absolute(byte octet, int at) {
    if (absolute.take(octet)) {
      return at + 1;
    }
    part = Part.REST;
    return at;
  }

  private int rest(byte[] octets, int from, int end) {
    int at = from;
    while (at < end && Octets.is(octets[at], Octets.TARGET)) {
      at++;
    }
    if (asterisk && at > from) {
      throw malformed("bad request target");
    }
    if (at == end) {
      return at;
    }
    if (octets[at] != ' ') {
      throw malformed("bad request target");
    }
    part = Part.VERSION;
    return at + 1;
  }

  private int version(byte octet, int at) {
    if (version.take(octet)) {
      if (asterisk) {
        throw malformed("a request target of * is about nothing here");
      }
      part = Part.DONE;
    }
    return at + 1;
  }

  private static long packed(String text) {
    long packed = 0;
    for (int i = 0; i < text.length(); i++) {
      packed = packed << 8 | text.charAt(i);
    }
    return packed;
  }
}
