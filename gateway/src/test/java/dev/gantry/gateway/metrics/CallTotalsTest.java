package dev.gantry.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CallTotalsTest {

  private final CountedCalls calls = new CountedCalls();

  @Test
  void addsUpEveryStatusAndTellsErrorsApart() {
    ended(200, 1);
    ended(404, 1);
    ended(500, 1);
    ended(504, 1);

    assertThat(calls.totals().calls()).isEqualTo(4);
    assertThat(calls.totals().errors()).isEqualTo(2);
  }

  @Test
  void tellsWhatCameBetweenTwoMoments() {
    ended(200, 1);
    CallTotals before = calls.totals();
    ended(200, 1);
    ended(502, 1);

    CallTotals between = calls.totals().since(before);

    assertThat(between.calls()).isEqualTo(2);
    assertThat(between.errors()).isEqualTo(1);
  }

  @Test
  void findsAQuantileWithinItsBucket() {
    for (int i = 0; i < 90; i++) {
      ended(200, 7); // from 5 to 10 ms
    }
    for (int i = 0; i < 10; i++) {
      ended(200, 300); // from 250 to 500 ms
    }

    assertThat(calls.totals().quantileSeconds(0.45)).isCloseTo(0.0075, within(1e-9));
    assertThat(calls.totals().quantileSeconds(0.95)).isCloseTo(0.375, within(1e-9));
  }

  @Test
  void saysTheLastBoundForWhatIsBeyondIt() {
    ended(200, 60_000);

    assertThat(calls.totals().quantileSeconds(0.5)).isEqualTo(10);
  }

  @Test
  void hasNoQuantileOfNothing() {
    assertThat(calls.totals().quantileSeconds(0.5)).isNaN();
  }

  private void ended(int status, long millis) {
    calls.started();
    calls.ended(status, millis * 1_000_000);
  }
}
