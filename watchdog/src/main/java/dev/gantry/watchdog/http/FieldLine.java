package dev.gantry.watchdog.http;

/** One line of a header or of trailers (RFC 9112, section 5). */
final class FieldLine {

  private FieldLine() {}

  /** Reads the line that was taken last, which is not empty. */
  static Headers.Field of(Inbound in, int length) throws BadRequestException {
    int colon = endOfName(in, length);
    int from = colon + 1;
    int to = length;
    while (from < to && Octets.isBlank(in.at(from))) {
      from++;
    }
    while (from < to && Octets.isBlank(in.at(to - 1))) {
      to--;
    }
    return new Headers.Field(in.text(0, colon), in.text(from, to));
  }

  private static int endOfName(Inbound in, int length) throws BadRequestException {
    int at = 0;
    while (at < length && Octets.isToken(in.at(at))) {
      at++;
    }
    if (at > 0 && at < length && in.at(at) == ':') {
      return at;
    }
    if (at == 0 && Octets.isBlank(in.at(0))) {
      throw new BadRequestException(400, "a field is folded over two lines");
    }
    if (at < length && Octets.isBlank(in.at(at))) {
      throw new BadRequestException(400, "white space stands in or behind a field's name");
    }
    throw new BadRequestException(400, "a field does not begin with a name and a colon");
  }
}
