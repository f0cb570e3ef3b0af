package dev.gantry.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "30, PT30S",
    "1.5s, PT1.5S",
    "250ms, PT0.25S",
    "1m30s, PT1M30S",
    "2h, PT2H",
    ".5s, PT0.5S",
    "5us, PT0.000005S",
    "5µs, PT0.000005S",
    "1h0m0.5s, PT1H0.5S",
    "7ns, PT0.000000007S"
  })
  void readsSecondsAndGoDurations(String text, Duration expected) {
    assertThat(GoDuration.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "1.5",
        "s",
        "1d",
        "1 s",
        "1s ",
        "s1",
        "1m30",
        "9999999999h",
        "1e3s",
        "∞"
      })
  void refusesWhatIsNoTimeSpan(String text) {
    assertThat(GoDuration.parse(text)).isEmpty();
  }
}
