package dev.gantry.watchdog.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.watchdog.http.HttpDate;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateFieldTest {

  private static final long NOW = Instant.parse("2026-11-23T00:00:00Z").getEpochSecond();
  private static final long THEN = Instant.parse("1994-11-06T08:49:37Z").getEpochSecond();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun Nov 06 08:49:37 1994"
      })
  void readsAllThreeForms(String text) {
    assertThat(DateField.read(text, NOW)).hasValue(THEN);
  }

  @Test
  void readsWhatIsWritten() {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      long second = random.nextLong(-62_135_596_800L, 253_402_300_800L);
      assertThat(DateField.read(HttpDate.ofSecond(second), NOW)).hasValue(second);
    }
  }

  @Test
  void takesTwoDigitsAsThePastIfTheyAreFarAhead() {
    assertThat(DateField.read("Friday, 01-Jan-76 00:00:00 GMT", NOW))
        .hasValue(Instant.parse("2076-01-01T00:00:00Z").getEpochSecond());
    assertThat(DateField.read("Friday, 01-Jan-77 00:00:00 GMT", NOW))
        .hasValue(Instant.parse("1977-01-01T00:00:00Z").getEpochSecond());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "yesterday",
        "784111777",
        "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 06 ovD 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:49:37 GMT",
        "Sun, +6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:60 GMT",
        "Sun, 06-Nov-1994 08:49:37 GMT",
        "Sunday, 06 Nov 94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 19x4",
        "Sun Nov  6 08-49-37 1994",
        ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,"
      })
  void takesNothingElse(String text) {
    assertThat(DateField.read(text, NOW)).isEmpty();
  }

  @Test
  void failsForNoText() {
    String valid = "Sun, 06 Nov 1994 08:49:37 GMT Sunday, 06-Nov-94 08:49:37 GMT,:- ";
    Random random = new Random(5);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder();
      int start = random.nextInt(valid.length());
      text.append(valid, start, random.nextInt(start, valid.length()));
      for (int j = random.nextInt(4); j > 0; j--) {
        text.insert(random.nextInt(text.length() + 1), valid.charAt(random.nextInt(64)));
      }
      assertThat(DateField.read(text.toString(), NOW)).isNotNull();
    }
  }
}
