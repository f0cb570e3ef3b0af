package dev.gantry.process.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BootTimeTest {

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong wall = new AtomicLong();
  private final BootTime time = new BootTime(nanos::get, wall::get);

  @Test
  void countsOnWithTheJvmsClock() {
    long before = time.millis();

    nanos.addAndGet(250_000_000);
    wall.addAndGet(250);

    assertThat(time.millis()).isEqualTo(before + 250);
  }

  @Test
  void asksTheKernelAgainWhenTheMachineWasSuspended() {
    long before = time.millis();

    wall.addAndGet(3_600_000);

    assertThat(time.millis()).isBetween(before, before + 60_000);
    nanos.addAndGet(1_000_000_000);
    wall.addAndGet(1_000);
    assertThat(time.millis()).isGreaterThanOrEqualTo(before + 1_000);
  }
}
