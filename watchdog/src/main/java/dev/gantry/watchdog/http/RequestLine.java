package dev.gantry.watchdog.http;

/**
 * The first line of a request (RFC 9112, section 3): three words with one space between them.
 *
 * @param method a token
 * @param target visible ASCII without {@code #}; its form is not checked yet
 * @param isHttp10 whether the client speaks HTTP/1.0, otherwise 1.1
 */
record RequestLine(String method, String target, boolean isHttp10) {

  /** No method in use is longer (RFC 9110, section 9.1: 501 for those that are not implemented). */
  private static final int LONGEST_METHOD = 32;

  /** Reads the line that was taken last. */
  static RequestLine of(Inbound in, int length) throws BadRequestException {
    int methodEnd = endOfMethod(in, length);
    int targetEnd = methodEnd + 1;
    while (targetEnd < length && Octets.isTarget(in.at(targetEnd))) {
      targetEnd++;
    }
    if (targetEnd == methodEnd + 1 || targetEnd == length || in.at(targetEnd) != ' ') {
      throw new BadRequestException(400, "the request line is not method, target and version");
    }
    boolean isHttp10 = isHttp10(in, targetEnd + 1, length);
    return new RequestLine(in.text(0, methodEnd), in.text(methodEnd + 1, targetEnd), isHttp10);
  }

  private static int endOfMethod(Inbound in, int length) throws BadRequestException {
    int at = 0;
    while (at < length && Octets.isToken(in.at(at))) {
      at++;
    }
    if (at == 0 || at == length || in.at(at) != ' ') {
      throw new BadRequestException(400, "the request does not begin with a method");
    }
    if (at > LONGEST_METHOD) {
      throw new BadRequestException(501, "the method is not known");
    }
    return at;
  }

  private static boolean isHttp10(Inbound in, int from, int length) throws BadRequestException {
    boolean wellFormed =
        length - from == 8
            && in.text(from, from + 5).equals("HTTP/")
            && Octets.isDigit(in.at(from + 5))
            && in.at(from + 6) == '.'
            && Octets.isDigit(in.at(from + 7));
    if (!wellFormed) {
      throw new BadRequestException(400, "the request line does not end with an HTTP version");
    }
    byte minor = in.at(from + 7);
    if (in.at(from + 5) != '1' || minor > '1') {
      throw new BadRequestException(505, "only HTTP/1.1 and HTTP/1.0 are spoken here");
    }
    return minor == '0';
  }
}
