package dev.gantry.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerTimingTest {

  @Test
  void splitsTheTimeIntoShares() {
    assertThat(ServerTiming.of(12_345_678, 0, 12_000_000))
        .isEqualTo("gateway;dur=0.345, function;dur=12.000");
  }

  @Test
  void showsTheWakeWhenThereWasOne() {
    assertThat(ServerTiming.of(1_500_000_000, 1_400_000_000, 90_000_000))
        .isEqualTo("gateway;dur=10.000, wake;dur=1400.000, function;dur=90.000");
  }

  @Test
  void neverShowsLessThanNothing() {
    assertThat(ServerTiming.of(5, 0, 9_000)).isEqualTo("gateway;dur=0.000, function;dur=0.009");
  }
}
