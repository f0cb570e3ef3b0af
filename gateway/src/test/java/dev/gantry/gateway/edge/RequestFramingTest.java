package dev.gantry.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gantry.tck.http.MalformedRequest;
import dev.gantry.tck.http.MalformedRequests;
import dev.gantry.tck.http.ProxyDuty;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFramingTest {

  private static final int MOST_HEAD = 64 << 10;
  private static final String HOST = "Host: localhost\r\n";
  private static final String CHUNKED =
      "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: Chunked \r\n\r\n";

  static Stream<MalformedRequest> refused() {
    return MalformedRequests.all().stream().filter(r -> r.proxy() instanceof ProxyDuty.Refuse);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesTheSameHoweverItIsSplit(MalformedRequest request) {
    int whole = refusal(request.bytes(), request.bytes().length);

    assertThat(((ProxyDuty.Refuse) request.proxy()).statuses()).contains(whole);
    assertThat(refusal(request.bytes(), 1)).isEqualTo(whole);
    assertThat(refusal(request.bytes(), 7)).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n",
        "\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET http://LocalHost:8080/x?y=z HTTP/1.1\r\nhost: localhost:8080\r\n\r\n",
        "GET https://localhost HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET //a/../b?c={d}|e;f=%00 HTTP/1.1\r\nHost:[::1]:80\r\n\r\n",
        "M-SEARCH / HTTP/1.1\r\nHost: \t 127.0.0.1 \t \r\nX:\r\nY: \u00e9\t\"(x)\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a_b.c~d\r\nContent-Length: 0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 005\r\n\r\nGET \n",
        CHUNKED + "5;a=b;c=\"d e\"\r\nGET \n\r\n0000A\r\n0123456789\r\n000\r\nX: y\r\nZ:\r\n\r\n",
      })
  void takesWhatCanBeReadInOneWay(String request) {
    byte[] octets = (request + request).getBytes(StandardCharsets.ISO_8859_1);

    for (int piece = 1; piece <= octets.length; piece++) {
      RequestFraming framing = new RequestFraming(MOST_HEAD);
      feed(framing, octets, piece);

      assertThat(framing.heads()).isEqualTo(2);
      assertThat(framing.isBetweenRequests()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost:\r\n\r\n",
        "\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET http://localhost?/function/x HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET http://localhost/ HTTP/1.1\r\nHost: localhost:80\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost:\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: []\r\n\r\n",
        // Netty gives these two a body of eight octets.
        "GET / HTTP/1.1\r\nHost: localhost\r\nSec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nSEC-WEBSOCKET-KEY2: 1\r\n\r\n",
        CHUNKED + "0\r\nContent-Length: 5\r\n\r\n",
      })
  void refusesWhatOthersMayReadInAnotherWay(String request) {
    byte[] octets = request.getBytes(StandardCharsets.ISO_8859_1);

    assertThat(refusal(octets, octets.length)).isIn(400, 505);
    assertThat(refusal(octets, 1)).isIn(400, 505);
  }

  @Test
  void boundsTheHead() {
    String start = "GET / HTTP/1.1\r\n" + HOST;
    String fits = start + ("X: " + "v".repeat(995) + "\r\n").repeat(65) + "\r\n";
    byte[] large = fits.getBytes(StandardCharsets.ISO_8859_1);

    assertThatCode(() -> feed(new RequestFraming(MOST_HEAD), large, 1000))
        .doesNotThrowAnyException();
    var framing = new RequestFraming(large.length - 1);
    assertThat(
            catchThrowableOfType(RefusedRequest.class, () -> feed(framing, large, 1000)).status())
        .isEqualTo(431);
  }

  @Test
  void boundsTheExtensionsOfAWholeBody() {
    String body = ("1;" + "x".repeat(50) + "\r\na\r\n").repeat(100);

    assertThat(refusal((CHUNKED + body).getBytes(StandardCharsets.ISO_8859_1), 500)).isEqualTo(400);
  }

  @Test
  void saysWhereAnUnfinishedRequestStarts() {
    RequestFraming framing = new RequestFraming(MOST_HEAD);
    String first = "GET / HTTP/1.1\r\n" + HOST + "\r\n";
    String second = "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 10\r\n\r\nhell";

    follow(framing, first + second.substring(0, 9));
    assertThat(framing.isInHead()).isTrue();
    assertThat(framing.requestStart()).isEqualTo(first.length());

    follow(framing, second.substring(9));
    assertThat(framing.isInHead()).isFalse();
    assertThat(framing.requestStart()).isZero();

    follow(framing, "o wor");
    assertThat(framing.requestStart()).isNegative();

    follow(framing, "lGET");
    assertThat(framing.requestStart()).isEqualTo(1);
  }

  @Test
  void keepsCountThroughRandomRequestsInRandomPieces() {
    Random random = new Random(20_261_123);
    for (int round = 0; round < 300; round++) {
      StringBuilder requests = new StringBuilder();
      int count = 1 + random.nextInt(5);
      for (int i = 0; i < count; i++) {
        requests.append(randomRequest(random));
      }
      byte[] octets = requests.toString().getBytes(StandardCharsets.ISO_8859_1);
      RequestFraming framing = new RequestFraming(MOST_HEAD);

      for (int at = 0; at < octets.length; ) {
        int size = Math.min(octets.length - at, 1 + random.nextInt(4000));
        follow(framing, Unpooled.directBuffer().writeBytes(octets, at, size));
        at += size;
      }

      assertThat(framing.heads()).isEqualTo(count);
      assertThat(framing.isBetweenRequests()).isTrue();
    }
  }

  private static String randomRequest(Random random) {
    String data = randomText(random, random.nextInt(6000));
    StringBuilder request = new StringBuilder("POST /" + "p".repeat(random.nextInt(50)));
    request.append(" HTTP/1.1\r\n").append(HOST);
    for (int i = random.nextInt(8); i > 0; i--) {
      request.append("X-").append(i).append(": ").append("v".repeat(random.nextInt(99)));
      request.append("\r\n");
    }
    if (random.nextBoolean()) {
      return request + "Content-Length: " + data.length() + "\r\n\r\n" + data;
    }
    request.append("Transfer-Encoding: chunked\r\n\r\n");
    while (!data.isEmpty()) {
      int size = 1 + random.nextInt(data.length());
      request.append(Integer.toHexString(size)).append("\r\n");
      request.append(data, 0, size).append("\r\n");
      data = data.substring(size);
    }
    return request.append("0\r\n\r\n").toString();
  }

  /** Text that would be noticed if it were taken for a line or a chunk size. */
  private static String randomText(Random random, int length) {
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      text.append(
          List.of("\r\n", "0\r\n\r\n", "GET / HTTP/1.1\r\n", "\0", "x").get(random.nextInt(5)));
    }
    return text.substring(0, length);
  }

  private static int refusal(byte[] octets, int piece) {
    RequestFraming framing = new RequestFraming(MOST_HEAD);
    return catchThrowableOfType(RefusedRequest.class, () -> feed(framing, octets, piece)).status();
  }

  private static void feed(RequestFraming framing, byte[] octets, int piece) {
    for (int at = 0; at < octets.length; at += piece) {
      int size = Math.min(piece, octets.length - at);
      // Both kinds of buffers, because they are read in two ways.
      ByteBuf buffer = at % 2 == 0 ? Unpooled.buffer(size) : Unpooled.directBuffer(size);
      follow(framing, buffer.writeBytes(octets, at, size));
    }
  }

  private static void follow(RequestFraming framing, String text) {
    follow(framing, Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
  }

  private static void follow(RequestFraming framing, ByteBuf octets) {
    try {
      framing.follow(octets);
    } finally {
      octets.release();
    }
  }
}
