package dev.gantry.watchdog.log;

import java.time.LocalDateTime;

/**
 * A date and a time of day in digits. Written out because a {@code DateTimeFormatter} costs some
 * milliseconds of every start, and each line some of its time.
 */
final class DateDigits {

  private DateDigits() {}

  /** Such as {@code 2026/11/23 09:05:06}, for the years 0 to 9999. */
  static StringBuilder of(LocalDateTime time, char inDate, char between) {
    StringBuilder text = new StringBuilder(32);
    two(two(text, time.getYear() / 100), time.getYear() % 100).append(inDate);
    two(text, time.getMonthValue()).append(inDate);
    two(text, time.getDayOfMonth()).append(between);
    two(text, time.getHour()).append(':');
    two(text, time.getMinute()).append(':');
    return two(text, time.getSecond());
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
