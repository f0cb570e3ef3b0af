package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mode http: bodies that the function takes at another time than usual, or not at all. */
class RelayedBodyTest {

  /** More than the sockets between two programs hold. */
  private static final int LARGE = 24 << 20;

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH"})
  void saysThatABodyIsEmptyWhereOneIsUsual(String method) throws Exception {
    try (FakeUpstream upstream =
            FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      watchdog.exchange(head(method, 0));

      assertThat(upstream.requests.getFirst()).endsWith("\r\nContent-Length: 0\r\n\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void passesAnAnswerOnToARequestThatTheFunctionDoesNotRead(boolean isHeld) throws Exception {
    try (FakeUpstream upstream =
            FakeUpstream.playing(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nno");
                });
        RelayingWatchdog watchdog =
            RelayingWatchdog.before(upstream, "buffer_http", Boolean.toString(isHeld));
        Socket client = watchdog.running.connect(head("POST", LARGE))) {
      Thread.startVirtualThread(() -> sendLarge(client));

      assertThat(RelayTest.readUntil(client.getInputStream(), "no")).startsWith("HTTP/1.1 401 ");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void takesALargeAnswerThatComesBeforeTheFunctionReads(boolean isHeld) throws Exception {
    try (FakeUpstream upstream =
            FakeUpstream.playing(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
                  peer.socket().getOutputStream().write(new byte[LARGE]);
                  peer.awaitEnd();
                });
        RelayingWatchdog watchdog =
            RelayingWatchdog.before(
                upstream, "buffer_http", Boolean.toString(isHeld), "exec_timeout", "20s");
        Socket client = watchdog.running.connect(head("POST", LARGE))) {
      Thread.startVirtualThread(() -> sendLarge(client));

      RelayTest.readUntil(client.getInputStream(), "\r\n\r\n");
      assertThat(client.getInputStream().readNBytes(LARGE)).hasSize(LARGE);
    }
  }

  @Test
  void doesNotBlameTheFunctionForAClientThatIsGone() throws Exception {
    try (FakeUpstream upstream =
            FakeUpstream.playing(
                peer -> {
                  peer.head();
                  peer.awaitEnd();
                });
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      try (Socket client = watchdog.running.connect(head("POST", LARGE))) {
        eventually(() -> assertThat(upstream.openConnections()).isOne());
        client.setSoLinger(true, 0);
      }

      eventually(
          () ->
              assertThat(watchdog.lines())
                  .anyMatch(line -> line.contains("POST / - Error: the client is gone")));
    }
  }

  private static String head(String method, int length) {
    return method
        + " / HTTP/1.1\r\nHost: f\r\nConnection: close\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private static void sendLarge(Socket client) {
    try {
      client.getOutputStream().write(new byte[LARGE]);
    } catch (java.io.IOException e) {
      // The answer was enough.
    }
  }
}
