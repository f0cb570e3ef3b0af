package dev.gantry.watchdog.spare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackOffTest {

  private static final Duration SHORT = Duration.ofMillis(1);

  private final BackOff backOff = new BackOff();

  @Test
  void doublesFromAHundredMillisecondsToThirtySeconds() {
    List<Long> pauses = new ArrayList<>();
    for (int death = 0; death < 40; death++) {
      backOff.failed(0, SHORT);
      pauses.add(backOff.pause().toMillis());
    }

    assertThat(pauses)
        .startsWith(100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 12_800L, 25_600L, 30_000L)
        .endsWith(30_000L);
  }

  @Test
  void waitsForNothingWhileNothingIsWrong() {
    backOff.started(5);

    assertThat(backOff.left(5)).isZero();
  }

  @Test
  void waitsAfterADeathAndAfterEachStartThatFollows() {
    backOff.failed(1000, SHORT);

    assertThat(backOff.left(1000)).isEqualTo(100_000_000);
    assertThat(backOff.left(100_001_000)).isZero();
    backOff.started(100_001_000);
    assertThat(backOff.left(100_001_000)).isEqualTo(100_000_000);
  }

  @Test
  void beginsAnewOnceOneWasOfUse() {
    backOff.failed(0, SHORT);
    backOff.failed(0, SHORT);

    backOff.succeeded();

    assertThat(backOff.left(0)).isZero();
    backOff.failed(0, SHORT);
    assertThat(backOff.pause()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void beginsAnewOnceOneHasLivedForLong() {
    for (int death = 0; death < 9; death++) {
      backOff.failed(0, SHORT);
    }

    backOff.failed(0, BackOff.STEADY);

    assertThat(backOff.pause()).isEqualTo(Duration.ofMillis(100));
  }
}
