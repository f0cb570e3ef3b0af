package dev.gantry.watchdog.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {

  @ParameterizedTest
  @CsvSource({
    "30, PT30S",
    "0, PT0S",
    "1.5s, PT1.5S",
    "250ms, PT0.25S",
    "1m30s, PT1M30S",
    "2h, PT2H",
    "1us, PT0.000001S",
    "-1s, PT-1S",
    ".5s, PT0.5S",
    "0s, PT0S"
  })
  void readsSecondsAndGoDurations(String text, Duration expected) {
    assertThat(TimeSpan.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s",
        "5 s",
        "1d",
        "1.5",
        "--1s",
        "1s.",
        "1.s.",
        "1.1234567890s",
        "1ms5",
        "9223372036.9s",
        "+1s",
        "1e3s",
        "99999999999",
        "9999999999h"
      })
  void readsNothingElse(String text) {
    assertThat(TimeSpan.parse(text)).isEmpty();
  }

  @Test
  void keepsNanoseconds() {
    assertThat(TimeSpan.parse("1ns")).contains(Duration.ofNanos(1));
  }
}
