package dev.gantry.watchdog.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * Time spans as the variables write them: whole seconds ({@code 30}) or Go's form ({@code 1.5s},
 * {@code 250ms}, {@code 1m30s}), contract section 0. A leading minus is understood; whether it
 * makes sense is for the reader of the variable to say.
 *
 * <p>Read by hand: the first regular expression costs every start a millisecond.
 */
public final class TimeSpan {

  /** What a time span has to look like, as the end of the sentence "expected …". */
  static final String EXPECTED =
      "whole seconds such as 30, or a duration such as 1.5s, 250ms or 1m30s";

  private static final int MOST_SECONDS_DIGITS = 9;
  private static final int MOST_DIGITS = 12;
  private static final int MOST_FRACTION_DIGITS = 9;

  private final String text;
  private int at;
  private long nanos;

  private TimeSpan(String text) {
    this.text = text;
  }

  /**
   * Reads a time span, nanosecond precision, at most about 292 years.
   *
   * @return empty if the text is not a time span
   */
  public static Optional<Duration> parse(String text) {
    boolean isNegative = text.startsWith("-");
    Optional<Duration> span = parseUnsigned(isNegative ? text.substring(1) : text);
    return isNegative && span.isPresent() ? Optional.of(span.get().negated()) : span;
  }

  private static Optional<Duration> parseUnsigned(String text) {
    TimeSpan span = new TimeSpan(text);
    int digits = span.skipDigits();
    if (digits == text.length()) {
      return digits == 0 || digits > MOST_SECONDS_DIGITS
          ? Optional.empty()
          : Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    span.at = 0;
    try {
      while (span.at < text.length()) {
        if (!span.takePart()) {
          return Optional.empty();
        }
      }
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofNanos(span.nanos));
  }

  /** Takes a number and its unit, such as {@code 1.5s}. */
  private boolean takePart() {
    int start = at;
    int digits = skipDigits();
    int fractionStart = at;
    int fractionDigits = 0;
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      fractionStart = at;
      fractionDigits = skipDigits();
    }
    if (digits + fractionDigits == 0
        || digits > MOST_DIGITS
        || fractionDigits > MOST_FRACTION_DIGITS) {
      return false;
    }
    long whole = number(start, start + digits);
    long fraction = number(fractionStart, fractionStart + fractionDigits);
    long unit = takeUnit();
    if (unit == 0) {
      return false;
    }
    add(Math.multiplyExact(whole, unit));
    if (fraction > 0) {
      add(
          BigDecimal.valueOf(fraction, fractionDigits)
              .multiply(BigDecimal.valueOf(unit))
              .longValue());
    }
    return true;
  }

  private void add(long more) {
    nanos = Math.addExact(nanos, more);
  }

  private int skipDigits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }

  private long number(int from, int to) {
    return from == to ? 0 : Long.parseLong(text, from, to, 10);
  }

  /** Nanoseconds of the unit that stands there; 0 if there is none. */
  private long takeUnit() {
    int start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return switch (text.substring(start, at)) {
      case "ns" -> 1L;
      case "us", "µs" -> 1_000L;
      case "ms" -> 1_000_000L;
      case "s" -> 1_000_000_000L;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      default -> 0;
    };
  }
}
