package dev.gantry.watchdog.settings;

import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as the variables write them: bytes ({@code 1048576}) or with a unit ({@code 1Mi}). */
final class ByteSize {

  /** What a size has to look like, as the end of the sentence "expected …". */
  static final String EXPECTED = "bytes such as 1048576, or a size such as 512Ki, 64Mi or 2G";

  private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,18})([A-Za-z]{0,2})");

  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L,
          "k", 1_000L,
          "M", 1_000_000L,
          "G", 1_000_000_000L,
          "Ki", 1L << 10,
          "Mi", 1L << 20,
          "Gi", 1L << 30);

  private ByteSize() {}

  /**
   * Reads a size.
   *
   * @return bytes, at least 0; empty if the text is not a size or does not fit 63 bits
   */
  static OptionalLong parse(String text) {
    Matcher amount = AMOUNT.matcher(text);
    if (!amount.matches()) {
      return OptionalLong.empty();
    }
    Long unit = UNITS.get(amount.group(2));
    long count = Long.parseLong(amount.group(1));
    if (unit == null || count > Long.MAX_VALUE / unit) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(count * unit);
  }
}
