package dev.gantry.watchdog.http;

import static dev.gantry.watchdog.http.Loopback.get;
import static dev.gantry.watchdog.http.Loopback.post;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a handler sees of a request. */
class RequestTest {

  private static void describe(HttpRequest request, HttpResponse response) throws IOException {
    String text =
        String.join(
            "|",
            request.method(),
            request.path(),
            request.query(),
            Long.toString(request.contentLength()),
            String.join(",", request.headers().all("x-name")));
    Loopback.answer(response, text);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,     /,                            GET|/||0|",
    "GET,     /a/b?x=1&y=2,                 GET|/a/b|x=1&y=2|0|",
    "GET,     /a?,                          GET|/a||0|",
    "GET,     /a?b?c,                       GET|/a|b?c|0|",
    "GET,     //a/../b/%2e%2f?%00,          GET|//a/../b/%2e%2f|%00|0|",
    "GET,     '/{a}|b^[c]\"<d>\\?`',        'GET|/{a}|b^[c]\"<d>\\|`|0|'",
    "PATCH,   http://localhost/a?b,         PATCH|/a|b|0|",
    "GET,     HTTP://LOCALHOST:80/a,        GET|/a||0|",
    "GET,     https://localhost:443/a,      GET|/a||0|",
    "GET,     http://localhost,             GET|/||0|",
    "GET,     http://localhost?b,           GET|/|b|0|",
    "OPTIONS, *,                            OPTIONS|*||0|",
    "OPTIONS, http://localhost,             OPTIONS|*||0|",
    "M-SEARCH,/a,                           M-SEARCH|/a||0|",
  })
  void seesTheTargetAsSent(String method, String target, String expected) throws IOException {
    try (HttpServer server = Loopback.start(RequestTest::describe);
        RawClient client = new RawClient(server)) {
      client.send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

      assertThat(client.read().body()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost",
    "localhost:",
    "localhost:8080",
    "127.0.0.1:80",
    "[::1]:80",
    "[::ffff:1.2.3.4]",
    "a_b.c-d.e",
    "''"
  })
  void takesHostsOfEveryForm(String host) throws IOException {
    try (HttpServer server = Loopback.start(RequestTest::describe);
        RawClient client = new RawClient(server)) {
      client.send("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

      assertThat(client.read().status()).isEqualTo(200);
    }
  }

  @Test
  void seesHeadersInOrderWithoutTheSpaceAroundThem() throws IOException {
    try (HttpServer server = Loopback.start(RequestTest::describe);
        RawClient client = new RawClient(server)) {
      client.send(
          "GET / HTTP/1.1\r\nx-name:\t a b \r\nHost: h\r\nX-NAME:\u00e4\r\nX-Name: \r\n\r\n");

      assertThat(client.read().body()).isEqualTo("GET|/||0|a b,\u00e4,");
    }
  }

  @Test
  void seesALengthOrThatThereIsNone() throws IOException {
    try (HttpServer server = Loopback.start(RequestTest::describe);
        RawClient client = new RawClient(server)) {
      assertThat(client.send(post("/", "hello")).read().body()).isEqualTo("POST|/||5|");
      client.send(
          "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: CHUNKED\r\n\r\n0005\r\nhello\r\n00;x\r\n\r\n");
      assertThat(client.read().body()).isEqualTo("PUT|/||-1|");
    }
  }

  @Test
  void asksForABodyOnlyWhenTheHandlerReadsIt() throws Exception {
    CountDownLatch mayRead = new CountDownLatch(1);
    RequestHandler handler =
        (request, response) -> {
          mayRead.await();
          Loopback.echo(request, response);
        };
    try (HttpServer server = Loopback.start(handler);
        RawClient client = new RawClient(server)) {
      client.send(
          "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-Continue\r\n\r\n");
      mayRead.countDown();
      assertThat(client.readHead().status()).isEqualTo(100);

      RawClient.Reply reply = client.send("hello").read();
      assertThat(reply.body()).isEqualTo("hello");
      assertThat(reply.header("Connection")).isEqualTo("(none)");
    }
  }

  @Test
  void closesIfTheClientStillWaitsToSendItsBody() throws IOException {
    try (HttpServer server = Loopback.start(RequestTest::describe);
        RawClient client = new RawClient(server)) {
      client.send(
          "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");

      RawClient.Reply reply = client.read();
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("Connection")).isEqualTo("close");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void doesNotAskForABodyThatIsThere() throws IOException {
    try (HttpServer server = Loopback.start(Loopback::echo);
        RawClient client = new RawClient(server)) {
      client.send(
          "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nhi");

      assertThat(client.read().body()).isEqualTo("hi");
    }
  }

  @Test
  void refusesOtherExpectations() throws IOException {
    try (HttpServer server = Loopback.start(Loopback::echo);
        RawClient client = new RawClient(server)) {
      client.send("GET / HTTP/1.1\r\nHost: h\r\nExpect: wonders\r\n\r\n" + get("/"));

      assertThat(client.read().status()).isEqualTo(417);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void refusesTheBeginningOfHttp2() throws IOException {
    try (HttpServer server = Loopback.start(Loopback::echo);
        RawClient client = new RawClient(server)) {
      client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

      assertThat(client.readAll()).startsWith("HTTP/1.1 505 ");
    }
  }

  @Test
  void refusesABodyThatEndsEarly() throws IOException {
    try (HttpServer server = Loopback.start(Loopback::echo);
        RawClient sized = new RawClient(server);
        RawClient chunked = new RawClient(server)) {
      sized.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\n\r\nhello").finish();
      chunked.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello");
      chunked.finish();

      assertThat(sized.readAll()).startsWith("HTTP/1.1 400 ").contains("ends early");
      assertThat(chunked.readAll()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void refusesHeadsBeyondItsLimitsAndTakesThoseWithin() throws IOException {
    HttpLimits limits = TestLimits.sizes(256, 64, 0);
    String longest = get("/" + "x".repeat(64 - "GET / HTTP/1.1".length()));
    String largest = "GET / HTTP/1.1\r\nHost: h\r\nX: " + "y".repeat(256 - 32) + "\r\n\r\n";
    try (HttpServer server = Loopback.start(limits, Loopback::echo)) {
      assertThat(statusOf(server, longest)).isEqualTo(200);
      assertThat(statusOf(server, longest.replace("/x", "/xx"))).isEqualTo(414);
      assertThat(largest).hasSize(256);
      assertThat(statusOf(server, largest)).isEqualTo(200);
      assertThat(statusOf(server, largest.replace("X:", "XX:"))).isEqualTo(431);
    }
  }

  @Test
  void readsALargeBodyInEitherFrame() throws IOException {
    String body = "0123456789abcdef".repeat(200_000);
    String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
    RequestHandler count =
        (request, response) -> {
          byte[] bytes = request.body().readAllBytes();
          Loopback.answer(response, "" + new String(bytes, ISO_8859_1).equals(body + body));
        };
    try (HttpServer server = Loopback.start(count);
        RawClient client = new RawClient(server)) {
      assertThat(client.send(post("/", body + body)).read().body()).isEqualTo("true");
      client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.send(chunk + chunk + "0\r\n\r\n");
      assertThat(client.read().body()).isEqualTo("true");
    }
  }

  private static int statusOf(HttpServer server, String request) throws IOException {
    try (RawClient client = new RawClient(server)) {
      return client.send(request).read().status();
    }
  }
}
