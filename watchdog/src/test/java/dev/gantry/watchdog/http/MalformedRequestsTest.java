package dev.gantry.watchdog.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.tck.http.MalformedRequest;
import dev.gantry.tck.http.MalformedRequests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the table over real sockets: whole, byte by byte, and with a request hidden behind. */
class MalformedRequestsTest {

  private final AtomicInteger answered = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        HttpServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            HttpLimits.DEFAULT,
            (request, response) -> {
              byte[] body = request.body().readAllBytes();
              answered.incrementAndGet();
              response.begin(200, body.length).write(body);
            });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static List<MalformedRequest> table() {
    return MalformedRequests.all();
  }

  @Test
  void tableIsLargeAndItsNamesAreUnique() {
    assertThat(table()).hasSizeGreaterThan(70);
    assertThat(table()).extracting(MalformedRequest::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("table")
  void refusesWhatIsMalformed(MalformedRequest request) throws IOException {
    try (RawClient client = new RawClient(server)) {
      assertRefused(request, client.send(request.bytes()).readAll());
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void refusesItByteByByteToo(MalformedRequest request) throws IOException {
    try (RawClient client = new RawClient(server)) {
      assertRefused(request, client.trickle(request.bytes()).readAll());
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void neverAnswersWhatStandsBehindIt(MalformedRequest request) throws IOException {
    byte[] both = (request.text() + MalformedRequests.FOLLOWING).getBytes(ISO_8859_1);
    try (RawClient client = new RawClient(server)) {
      assertRefused(request, client.send(both).readAll());
    }
  }

  private void assertRefused(MalformedRequest request, String received) {
    assertThat(received).startsWith("HTTP/1.1 " + request.status() + " ");
    assertThat(received.split("HTTP/1.1 [0-9]", -1)).hasSize(2);
    assertThat(received).contains("\r\nConnection: close\r\n");
    assertThat(answered).hasValue(0);
  }
}
