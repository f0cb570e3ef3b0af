package dev.gantry.watchdog.http;

/**
 * The first line of a response (RFC 9112, section 4). Its words are not looked at, and the space in
 * front of them may be missing, as it often is.
 *
 * @param status 100 to 599
 * @param isHttp10 whether the upstream speaks HTTP/1.0, otherwise 1.1
 */
record StatusLine(int status, boolean isHttp10) {

  private static final String VERSION = "HTTP/1.";
  private static final int SHORTEST = "HTTP/1.1 200".length();

  /** Reads the line that was taken last. */
  static StatusLine of(Inbound in, int length) throws BadResponseException {
    if (length < SHORTEST || !startsWithVersion(in) || in.at(8) != ' ') {
      throw new BadResponseException("it does not begin with HTTP/1.1 or HTTP/1.0 and a status");
    }
    int status = 0;
    for (int i = 9; i < SHORTEST; i++) {
      if (!Octets.isDigit(in.at(i))) {
        throw new BadResponseException("its status is no number");
      }
      status = 10 * status + in.at(i) - '0';
    }
    if (status < 100 || status > 599 || (length > SHORTEST && in.at(SHORTEST) != ' ')) {
      throw new BadResponseException("its status is none from 100 to 599");
    }
    return new StatusLine(status, in.at(7) == '0');
  }

  private static boolean startsWithVersion(Inbound in) {
    for (int i = 0; i < VERSION.length(); i++) {
      if (in.at(i) != VERSION.charAt(i)) {
        return false;
      }
    }
    return in.at(7) == '0' || in.at(7) == '1';
  }
}
