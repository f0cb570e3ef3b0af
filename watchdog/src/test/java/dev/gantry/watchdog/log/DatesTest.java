package dev.gantry.watchdog.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Dates and durations are those that the JDK's formatters write. */
class DatesTest {

  private static final DateTimeFormatter GO = DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss ");
  private static final DateTimeFormatter RFC_3339 =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
  private static final long FIRST = Instant.parse("0001-01-02T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("9999-12-30T00:00:00Z").getEpochSecond();

  private final Random random = new Random(1);

  @Test
  void writesLocalTimeAsGoDoesInAllZones() {
    for (String id : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(id);
      for (int i = 0; i < 100; i++) {
        long second = random.nextLong(FIRST, LAST);
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochSecond(second), zone);
        assertThat(GoDate.at(second, zone)).isEqualTo(time.format(GO));
      }
    }
  }

  @Test
  void followsTheClockOverSecondsAndChangesOfTheOffset() {
    ZoneId zone = ZoneId.of("Europe/Berlin");
    Instant change = Instant.parse("2026-10-25T01:00:00Z");
    long[] now = {0};
    GoDate date = new GoDate(new SteppedClock(now, zone));
    for (long millis = -3000; millis < 3000; millis += 250) {
      now[0] = change.toEpochMilli() + millis;
      Instant instant = Instant.ofEpochMilli(now[0]);
      assertThat(date.text()).isEqualTo(LocalDateTime.ofInstant(instant, zone).format(GO));
    }
  }

  @Test
  void writesUtcWithMilliseconds() {
    long[] now = {0};
    UtcMillis time = new UtcMillis(new SteppedClock(now, ZoneId.of("Asia/Tokyo")));
    for (int i = 0; i < 10_000; i++) {
      now[0] = random.nextLong(1000 * FIRST, 1000 * LAST);
      StringBuilder text = new StringBuilder();
      time.addTo(text);
      Instant instant = Instant.ofEpochMilli(now[0]);
      assertThat(text)
          .hasToString(LocalDateTime.ofInstant(instant, ZoneOffset.UTC).format(RFC_3339));
    }
  }

  @Test
  void writesSecondsAsTheFormatterDoes() {
    for (long nanos : List.of(0L, 1L, 499L, 500L, 501L, 999_499L, 999_999_499L, 999_999_500L)) {
      assertThat(Seconds.text(nanos)).isEqualTo(formatted(nanos));
    }
    for (int i = 0; i < 50_000; i++) {
      long nanos = random.nextLong(1L << random.nextInt(1, 50));
      assertThat(Seconds.text(nanos)).isEqualTo(formatted(nanos));
    }
  }

  private static String formatted(long nanos) {
    return String.format(Locale.ROOT, "%.6f", nanos / 1e9);
  }

  /** Shows the moment that stands in an array. */
  private static final class SteppedClock extends Clock {

    private final long[] millis;
    private final ZoneId zone;

    SteppedClock(long[] millis, ZoneId zone) {
      this.millis = millis;
      this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return new SteppedClock(millis, zone);
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis[0]);
    }
  }
}
