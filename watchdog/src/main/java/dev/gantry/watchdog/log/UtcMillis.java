package dev.gantry.watchdog.log;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The time in the form of RFC 3339, in UTC, with milliseconds. Thread-safe. */
final class UtcMillis {

  private final Clock clock;

  /** Written by whoever finds it old; both fields at once. */
  private volatile Stamp latest = new Stamp(Long.MIN_VALUE, "");

  private record Stamp(long second, String text) {}

  UtcMillis(Clock clock) {
    this.clock = clock;
  }

  /** Adds the time now, such as {@code 2026-11-23T09:05:06.120Z}. */
  void addTo(StringBuilder line) {
    long millis = clock.millis();
    long second = Math.floorDiv(millis, 1000L);
    Stamp stamp = latest;
    if (stamp.second() != second) {
      LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
      stamp = new Stamp(second, DateDigits.of(time, '-', 'T').append('.').toString());
      latest = stamp;
    }
    int fraction = (int) Math.floorMod(millis, 1000L);
    line.append(stamp.text());
    line.append((char) ('0' + fraction / 100));
    line.append((char) ('0' + fraction / 10 % 10));
    line.append((char) ('0' + fraction % 10)).append('Z');
  }
}
