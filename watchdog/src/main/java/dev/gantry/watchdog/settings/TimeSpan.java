package dev.gantry.watchdog.settings;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Time spans as the variables write them: whole seconds ({@code 30}) or Go's form ({@code 1.5s},
 * {@code 250ms}, {@code 1m30s}), contract section 0. A leading minus is understood; whether it
 * makes sense is for the reader of the variable to say.
 */
public final class TimeSpan {

  /** What a time span has to look like, as the end of the sentence "expected …". */
  static final String EXPECTED =
      "whole seconds such as 30, or a duration such as 1.5s, 250ms or 1m30s";

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
  private static final Pattern PART =
      Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{0,9})?|\\.[0-9]{1,9})(ns|us|µs|ms|s|m|h)");
  private static final BigDecimal MAX_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

  private TimeSpan() {}

  /**
   * Reads a time span, nanosecond precision, at most about 292 years.
   *
   * @return empty if the text is not a time span
   */
  public static Optional<Duration> parse(String text) {
    if (text.startsWith("-")) {
      return parseUnsigned(text.substring(1)).map(Duration::negated);
    }
    return parseUnsigned(text);
  }

  private static Optional<Duration> parseUnsigned(String text) {
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    Matcher part = PART.matcher(text);
    BigDecimal nanos = BigDecimal.ZERO;
    int end = 0;
    while (end < text.length() && part.find(end) && part.start() == end) {
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(nanosPer(part.group(2))));
      end = part.end();
    }
    boolean whole = end > 0 && end == text.length() && nanos.compareTo(MAX_NANOS) <= 0;
    return whole
        ? Optional.of(Duration.ofNanos(nanos.setScale(0, RoundingMode.FLOOR).longValueExact()))
        : Optional.empty();
  }

  private static BigDecimal nanosPer(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "ns" -> 1L;
          case "us", "µs" -> 1_000L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          default -> throw new IllegalArgumentException("unit: " + unit);
        });
  }
}
