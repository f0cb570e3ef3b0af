package dev.gantry.watchdog.http;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** A time in the form of RFC 9110, section 5.6.7. */
public final class HttpDate {

  private static final String DAYS = "MonTueWedThuFriSatSun";
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  /** Written by whoever finds it old; both fields at once. */
  private static volatile Stamp latest = new Stamp(-1, "");

  private record Stamp(long second, String text) {}

  private HttpDate() {}

  /** The text for the time now, made once a second. */
  static String at(long epochMillis) {
    long second = Math.floorDiv(epochMillis, 1000L);
    Stamp stamp = latest;
    if (stamp.second() != second) {
      stamp = new Stamp(second, ofSecond(second));
      latest = stamp;
    }
    return stamp.text();
  }

  /**
   * The text for a moment, such as {@code Tue, 15 Nov 1994 08:12:31 GMT}.
   *
   * @param second of the epoch, in the years 0 to 9999
   */
  public static String ofSecond(long second) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    int day = 3 * (time.getDayOfWeek().getValue() - 1);
    int month = 3 * (time.getMonthValue() - 1);
    StringBuilder text = new StringBuilder(29).append(DAYS, day, day + 3).append(", ");
    two(text, time.getDayOfMonth()).append(' ').append(MONTHS, month, month + 3).append(' ');
    two(two(text, time.getYear() / 100), time.getYear() % 100).append(' ');
    two(text, time.getHour()).append(':');
    two(text, time.getMinute()).append(':');
    return two(text, time.getSecond()).append(" GMT").toString();
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
