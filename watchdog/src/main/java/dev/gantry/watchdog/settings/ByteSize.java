package dev.gantry.watchdog.settings;

import java.util.OptionalLong;

/** Sizes as the variables write them: bytes ({@code 1048576}) or with a unit ({@code 1Mi}). */
final class ByteSize {

  /** What a size has to look like, as the end of the sentence "expected …". */
  static final String EXPECTED = "bytes such as 1048576, or a size such as 512Ki, 64Mi or 2G";

  private static final int MOST_DIGITS = 18;

  private ByteSize() {}

  /**
   * Reads a size.
   *
   * @return bytes, at least 0; empty if the text is not a size or does not fit 63 bits
   */
  static OptionalLong parse(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    long unit = unit(text.substring(digits));
    if (digits == 0 || digits > MOST_DIGITS || unit == 0) {
      return OptionalLong.empty();
    }
    long count = Long.parseLong(text, 0, digits, 10);
    return count > Long.MAX_VALUE / unit ? OptionalLong.empty() : OptionalLong.of(count * unit);
  }

  /** Bytes of a unit; 0 if there is none of that name. */
  private static long unit(String name) {
    return switch (name) {
      case "" -> 1;
      case "k" -> 1_000;
      case "M" -> 1_000_000;
      case "G" -> 1_000_000_000;
      case "Ki" -> 1 << 10;
      case "Mi" -> 1 << 20;
      case "Gi" -> 1 << 30;
      default -> 0;
    };
  }
}
