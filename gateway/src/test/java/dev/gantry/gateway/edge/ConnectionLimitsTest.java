package dev.gantry.gateway.edge;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {

  private static final Duration SHORT = Duration.ofMillis(200);

  /** Enough for a step of a test, also on a busy machine. */
  private static final Duration STEP = Duration.ofMillis(1500);

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String CHUNKED =
      "POST /function/echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n";

  @Test
  void answers408ToAHeadThatDoesNotEnd() throws Exception {
    try (GuardedRelay server = GuardedRelay.start(GuardedRelay.limits(SHORT, LONG, LONG));
        RawClient client = new RawClient(server.address())) {
      client.send("GET / HTTP/1.1\r\nHost: loc");

      assertThat(client.readAll()).startsWith("HTTP/1.1 408 ").contains("head did not arrive");
      assertThat(server.replica().everything()).isEmpty();
    }
  }

  @Test
  void answers408ToABodyThatDoesNotGoOn() throws Exception {
    try (GuardedRelay server = GuardedRelay.start(GuardedRelay.limits(LONG, SHORT, LONG));
        RawClient client = new RawClient(server.address())) {
      client.send(CHUNKED + "\r\n5\r\nhel");

      assertThat(client.readAll()).startsWith("HTTP/1.1 408 ").contains("body did not arrive");
      eventually(() -> assertThat(server.replica().open()).isZero());
      assertThat(server.replica().complete()).isEmpty();
    }
  }

  @Test
  void closesAConnectionWithoutRequests() throws Exception {
    try (GuardedRelay server = GuardedRelay.start(GuardedRelay.limits(LONG, LONG, STEP));
        RawClient fresh = new RawClient(server.address());
        RawClient used = new RawClient(server.address())) {
      used.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

      assertThat(fresh.readAll()).isEmpty();
      assertThat(used.readAll()).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nok");
    }
  }

  @Test
  void waitsForAFunctionThatTakesItsTime() throws Exception {
    try (GuardedRelay server = GuardedRelay.start(GuardedRelay.limits(STEP, STEP, STEP));
        RawClient slow = new RawClient(server.address());
        RawClient expecting = new RawClient(server.address());
        RawClient idle = new RawClient(server.address())) {
      server
          .replica()
          .answers(
              (request, in, out) -> {
                idle.readAll();
                RecordingReplica.write(out, RecordingReplica.OK);
              });
      slow.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      expecting.send(CHUNKED + "Expect: 100-continue\r\n\r\n");

      assertThat(slow.readTo("ok")).startsWith("HTTP/1.1 200 ");
      expecting.send("5\r\nhello\r\n0\r\n\r\n");
      assertThat(expecting.readTo("ok")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void cutsOffAClientThatDoesNotReadItsAnswer() throws Exception {
    var limits = new ConnectionLimits(64 << 10, LONG, LONG, LONG, SHORT);
    try (GuardedRelay server = GuardedRelay.start(limits);
        RawClient client = new RawClient(server.address())) {
      server
          .replica()
          .answers(
              (request, in, out) -> {
                RecordingReplica.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n");
                for (int i = 0; i < 100; i++) {
                  RecordingReplica.write(out, "x".repeat(900_000));
                }
              });
      client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

      eventually(() -> assertThat(server.replica().complete()).hasSize(1));
      eventually(() -> assertThat(server.replica().open()).isZero());
    }
  }

  @Test
  void namesABadLimit() {
    assertThatThrownBy(() -> new ConnectionLimits(1, LONG, LONG, LONG, LONG))
        .hasMessage("headOctets: 1 (expected: >= 1024)");
    assertThatThrownBy(() -> new ConnectionLimits(2048, LONG, Duration.ZERO, LONG, LONG))
        .hasMessage("bodyPause: PT0S (expected: >= 1 ms)");
  }
}
