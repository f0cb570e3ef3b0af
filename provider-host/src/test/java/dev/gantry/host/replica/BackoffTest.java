package dev.gantry.host.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Duration AT_ONCE = Duration.ZERO;

  private final Backoff backoff = new Backoff();

  @Test
  void pausesDoubleUpToAMinute() {
    assertThat(backoff.after(AT_ONCE)).isEqualTo(Duration.ofMillis(500));
    assertThat(backoff.after(AT_ONCE)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.after(AT_ONCE)).isEqualTo(Duration.ofSeconds(2));
    for (int i = 0; i < 10; i++) {
      backoff.after(AT_ONCE);
    }
    assertThat(backoff.after(AT_ONCE)).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void aReplicaThatRanWellBeginsAnew() {
    backoff.after(AT_ONCE);
    backoff.after(AT_ONCE);

    assertThat(backoff.after(Duration.ofSeconds(9))).isEqualTo(Duration.ofSeconds(2));
    assertThat(backoff.after(Duration.ofSeconds(10))).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void runningWellTakesAsLongAsTheLastPause() {
    for (int i = 0; i < 10; i++) {
      backoff.after(AT_ONCE);
    }

    assertThat(backoff.after(Duration.ofSeconds(59))).isEqualTo(Duration.ofSeconds(60));
    assertThat(backoff.after(Duration.ofSeconds(60))).isEqualTo(Duration.ofMillis(500));
  }
}
