package dev.gantry.watchdog.http;

/** The value of {@code Content-Length} (RFC 9110, section 8.6): digits and nothing else. */
final class ContentLength {

  private ContentLength() {}

  /**
   * Reads a length in bytes.
   *
   * @throws BadRequestException 400 if it is no number, 413 if it is beyond 63 bits
   */
  static long of(String value) throws BadRequestException {
    long number = 0;
    boolean isTooLarge = false;
    for (int i = 0; i < value.length(); i++) {
      int digit = value.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new BadRequestException(400, "Content-Length is no number");
      }
      isTooLarge |= number > (Long.MAX_VALUE - digit) / 10;
      number = 10 * number + digit;
    }
    if (value.isEmpty()) {
      throw new BadRequestException(400, "Content-Length is empty");
    }
    if (isTooLarge) {
      throw new BadRequestException(413, "Content-Length is beyond all limits");
    }
    return number;
  }
}
