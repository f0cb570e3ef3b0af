package dev.gantry.watchdog.files;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/** Reads a date in the three forms that a server has to take (RFC 9110, section 5.6.7). */
final class DateField {

  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private DateField() {}

  /**
   * Reads a date.
   *
   * @param now seconds of the epoch, which decide the century of two digits
   * @return seconds of the epoch; empty if it is no date, which then counts as not sent
   */
  static OptionalLong read(String text, long now) {
    try {
      return OptionalLong.of(time(text, now).toEpochSecond(ZoneOffset.UTC));
    } catch (DateTimeException noDate) {
      return OptionalLong.empty();
    }
  }

  private static LocalDateTime time(String text, long now) {
    int comma = text.indexOf(',');
    if (text.length() == 29 && comma == 3) { // Sun, 06 Nov 1994 08:49:37 GMT
      check(text, "    ", 4, 7, 11, 16);
      check(text, " GMT", 25, 26, 27, 28);
      return time(number(text, 12, 16), month(text, 8), number(text, 5, 7), text, 17);
    }
    if (comma > 5 && text.length() == comma + 24) { // Sunday, 06-Nov-94 08:49:37 GMT
      check(text, " -- ", comma + 1, comma + 4, comma + 8, comma + 11);
      check(text, " GMT", comma + 20, comma + 21, comma + 22, comma + 23);
      int year = century(number(text, comma + 9, comma + 11), now);
      int day = number(text, comma + 2, comma + 4);
      return time(year, month(text, comma + 5), day, text, comma + 12);
    }
    if (text.length() == 24 && comma < 0) { // Sun Nov  6 08:49:37 1994
      check(text, "    ", 3, 7, 10, 19);
      int day = number(text, text.charAt(8) == ' ' ? 9 : 8, 10);
      return time(number(text, 20, 24), month(text, 4), day, text, 11);
    }
    throw new DateTimeException("no known form");
  }

  private static LocalDateTime time(int year, int month, int day, String text, int clock) {
    check(text, "::", clock + 2, clock + 5);
    return LocalDateTime.of(
        year,
        month,
        day,
        number(text, clock, clock + 2),
        number(text, clock + 3, clock + 5),
        number(text, clock + 6, clock + 8));
  }

  /** More than 50 years ahead means the past. */
  private static int century(int year, long now) {
    int thisYear = LocalDateTime.ofEpochSecond(now, 0, ZoneOffset.UTC).getYear();
    int candidate = thisYear - thisYear % 100 + year;
    return candidate > thisYear + 50 ? candidate - 100 : candidate;
  }

  private static int month(String text, int at) {
    int index = MONTHS.indexOf(text.substring(at, at + 3));
    if (index < 0 || index % 3 != 0) {
      throw new DateTimeException("no month");
    }
    return index / 3 + 1;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeException("no digit");
      }
      number = 10 * number + digit;
    }
    return number;
  }

  private static void check(String text, String letters, int... places) {
    for (int i = 0; i < places.length; i++) {
      if (text.charAt(places[i]) != letters.charAt(i)) {
        throw new DateTimeException("another letter was expected");
      }
    }
  }
}
