package dev.gantry.watchdog.log;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** The time of day as Go's standard logger writes it, contract 3.1; made once a second. */
final class GoDate implements LineMark {

  private final Clock clock;

  /** Written by whoever finds it old; both fields at once. */
  private volatile Stamp latest = new Stamp(Long.MIN_VALUE, "");

  private record Stamp(long second, String text) {}

  GoDate(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String text() {
    long second = Math.floorDiv(clock.millis(), 1000L);
    Stamp stamp = latest;
    if (stamp.second() != second) {
      stamp = new Stamp(second, at(second, clock.getZone()));
      latest = stamp;
    }
    return stamp.text();
  }

  /** The text for a moment, such as {@code 2026/11/23 09:05:06} and a blank. */
  static String at(long second, ZoneId zone) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            second, 0, zone.getRules().getOffset(Instant.ofEpochSecond(second)));
    return DateDigits.of(time, '/', ' ').append(' ').toString();
  }
}
