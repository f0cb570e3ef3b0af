package dev.gantry.watchdog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.tck.http.MalformedRequest;
import dev.gantry.tck.http.MalformedRequests;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Malformed requests are refused in mode http too, and no function sees one complete. */
class RelayedMalformedRequestsTest {

  private FakeUpstream upstream;
  private RelayingWatchdog watchdog;

  @BeforeEach
  void start() throws IOException {
    upstream = FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    watchdog = RelayingWatchdog.before(upstream);
  }

  @AfterEach
  void stop() throws IOException {
    watchdog.close();
    upstream.close();
  }

  static List<MalformedRequest> table() {
    return MalformedRequests.all();
  }

  @ParameterizedTest
  @MethodSource("table")
  void refusesWhatIsMalformed(MalformedRequest request) throws IOException {
    assertRefused(request, watchdog.exchange(request.text()));
  }

  @ParameterizedTest
  @MethodSource("table")
  void neverPassesOnWhatStandsBehindIt(MalformedRequest request) throws IOException {
    assertRefused(request, watchdog.exchange(request.text() + MalformedRequests.FOLLOWING));
  }

  @ParameterizedTest
  @MethodSource("table")
  void refusesItByteByByteToo(MalformedRequest request) throws IOException {
    try (Socket socket = watchdog.running.connect("")) {
      socket.setTcpNoDelay(true);
      for (byte octet : request.bytes()) {
        try {
          socket.getOutputStream().write(octet);
        } catch (IOException e) {
          break; // answered and closed already
        }
      }
      assertRefused(request, new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
    }
  }

  private void assertRefused(MalformedRequest request, String received) {
    assertThat(received).startsWith("HTTP/1.1 " + request.status() + " ");
    assertThat(received.split("HTTP/1.1 [0-9]", -1)).hasSize(2);
    assertThat(received).contains("\r\nConnection: close\r\n");
    assertThat(upstream.requests).isEmpty();
  }
}
