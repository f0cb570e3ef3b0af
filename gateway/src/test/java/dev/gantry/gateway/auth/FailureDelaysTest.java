package dev.gantry.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureDelaysTest {

  private final ManualClock clock = new ManualClock();
  private final FailureDelays delays = new FailureDelays(clock);

  @Test
  void forgetsAfterTenQuietMinutes() throws Exception {
    ClientNetwork network = network("192.0.2.1");
    fail(network, 20);

    clock.advance(FailureDelays.FORGOTTEN_AFTER.plusSeconds(1));
    fail(network, FailureDelays.FREE_FAILURES);

    assertThat(delays.remaining(network)).isZero();
  }

  @Test
  void remembersABoundedNumberAndForgetsTheOldest() throws Exception {
    ClientNetwork first = network("192.0.2.1");
    fail(first, 20);
    for (int i = 0; i < FailureDelays.CAPACITY + 10; i++) {
      fail(network("10.0." + i / 250 + "." + i % 250), 1);
    }

    assertThat(delays.size()).isEqualTo(FailureDelays.CAPACITY);
    assertThat(delays.remaining(first)).isZero();
  }

  @Test
  void aClockThatIsSetBackLocksNobodyOut() throws Exception {
    ClientNetwork network = network("192.0.2.1");
    fail(network, FailureDelays.FREE_FAILURES + 1);

    clock.advance(Duration.ofDays(-365));

    assertThat(delays.remaining(network)).isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,             192.0.2.1,              true",
    "192.0.2.1,             192.0.2.2,              false",
    "2001:db8::1,           2001:db8::ffff:1,       true",
    "2001:db8:0:1::1,       2001:db8:0:2::1,        false",
    "::ffff:192.0.2.1,      192.0.2.1,              true",
    "::1,                   127.0.0.1,              false"
  })
  void knowsWhichAddressesAreOneSender(String one, String other, boolean same) throws Exception {
    assertThat(network(one).equals(network(other))).isEqualTo(same);
  }

  private void fail(ClientNetwork network, int times) {
    for (int i = 0; i < times; i++) {
      delays.failed(network);
    }
  }

  private static ClientNetwork network(String address) throws UnknownHostException {
    return ClientNetwork.of(InetAddress.getByName(address));
  }
}
