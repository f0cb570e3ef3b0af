package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Mode http: connections that leave HTTP, such as for a WebSocket. */
class UpgradeTest {

  private static final String ASK =
      "GET /chat HTTP/1.1\r\nHost: f\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket"
          + "\r\nSec-WebSocket-Key: k\r\n\r\n";
  private static final String SWITCH =
      "HTTP/1.1 101 S\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: a"
          + "\r\n\r\n";

  /** Switches, greets, and echoes what comes until the end. */
  private static void echo(FakeUpstream.Peer peer) throws Exception {
    peer.requests().add(peer.head());
    peer.send(SWITCH + "hello;");
    InputStream in = peer.socket().getInputStream();
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      peer.send("" + (char) octet);
    }
    peer.send("bye");
  }

  @Test
  void copiesBothWaysAndPassesEndsOn() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.playing(UpgradeTest::echo);
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream);
        Socket client = watchdog.running.connect(ASK + "early")) {
      InputStream in = client.getInputStream();
      assertThat(RelayTest.readUntil(in, "\r\n\r\n"))
          .startsWith("HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: a\r\n")
          .contains("\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n")
          .doesNotContain("Content-Length");
      RelayTest.readUntil(in, "hello;early");
      client.getOutputStream().write("later".getBytes(ISO_8859_1));
      RelayTest.readUntil(in, "later");
      client.shutdownOutput();

      assertThat(new String(in.readAllBytes(), ISO_8859_1)).isEqualTo("bye");
      assertThat(upstream.requests.getFirst())
          .contains("\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
          .doesNotContain("keep-alive");
      eventually(() -> assertThat(watchdog.running.watchdog.callsInFlight()).isZero());
    }
  }

  @Test
  void outlivesTheTimeLimitsOfCalls() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.playing(UpgradeTest::echo);
        RelayingWatchdog watchdog =
            RelayingWatchdog.before(
                upstream, "exec_timeout", "2s", "write_timeout", "2s", "read_timeout", "2s");
        Socket client = watchdog.running.connect(ASK)) {
      RelayTest.readUntil(client.getInputStream(), "hello;");
      long end = System.nanoTime() + Duration.ofMillis(2600).toNanos();
      while (System.nanoTime() < end) {
        client.getOutputStream().write('x');
        RelayTest.readUntil(client.getInputStream(), "x");
      }
    }
  }

  @Test
  void isNotWaitedForByADrainAndEndsWithTheWatchdog() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.playing(UpgradeTest::echo);
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream);
        Socket client = watchdog.running.connect(ASK)) {
      RelayTest.readUntil(client.getInputStream(), "hello;");

      assertThat(watchdog.running.watchdog.drain(Duration.ofSeconds(60))).isTrue();

      client.getOutputStream().write('x');
      RelayTest.readUntil(client.getInputStream(), "x");
      watchdog.close();
      eventually(() -> assertThat(upstream.openConnections()).isZero());
    }
  }

  @Test
  void endsTheFunctionsSideWhenTheClientIsGone() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.playing(UpgradeTest::echo);
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      try (Socket client = watchdog.running.connect(ASK)) {
        RelayTest.readUntil(client.getInputStream(), "hello;");
        client.setSoLinger(true, 0);
      }
      eventually(() -> assertThat(upstream.openConnections()).isZero());
      eventually(() -> assertThat(watchdog.running.watchdog.callsInFlight()).isZero());
    }
  }

  @Test
  void passesARefusalOn() throws Exception {
    try (FakeUpstream upstream =
            FakeUpstream.answering("HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno");
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream);
        Socket client = watchdog.running.connect(ASK + ASK)) {
      for (int i = 0; i < 2; i++) {
        assertThat(RelayTest.readUntil(client.getInputStream(), "\r\n\r\nno"))
            .startsWith("HTTP/1.1 403 ");
      }
      assertThat(upstream.connections()).isOne();
    }
  }

  @Test
  void doesNotAskForHttp2() throws Exception {
    try (FakeUpstream upstream =
            FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      watchdog.exchange(
          "GET / HTTP/1.1\r\nHost: f\r\nConnection: Upgrade, HTTP2-Settings, close"
              + "\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n");

      assertThat(upstream.requests).containsExactly("GET / HTTP/1.1\r\nHost: f\r\n\r\n");
    }
  }
}
