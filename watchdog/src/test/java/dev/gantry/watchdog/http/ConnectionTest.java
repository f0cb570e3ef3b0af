package dev.gantry.watchdog.http;

import static dev.gantry.watchdog.http.Loopback.chunked;
import static dev.gantry.watchdog.http.Loopback.get;
import static dev.gantry.watchdog.http.Loopback.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** When a connection is kept, when it ends, and that requests on it stay in order. */
class ConnectionTest {

  @Test
  void answersOneRequestAfterAnother() throws IOException {
    try (HttpServer server = Loopback.start(Loopback::echo);
        RawClient client = new RawClient(server)) {
      for (int i = 0; i < 100; i++) {
        RawClient.Reply reply = client.send(post("/", "body " + i)).read();

        assertThat(reply.body()).isEqualTo("body " + i);
        assertThat(reply.header("Connection")).isEqualTo("(none)");
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws IOException {
    try (HttpServer server = Loopback.start(Loopback::echo);
        RawClient client = new RawClient(server)) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 1000; i++) {
        requests.append(post("/", "body " + i));
      }
      client.send(requests.toString());

      for (int i = 0; i < 1000; i++) {
        assertThat(client.read().body()).isEqualTo("body " + i);
      }
    }
  }

  @Test
  void keepsFramesApartWhateverThePackets() throws IOException {
    String inChunks = chunked("/", "3;a=b\r\nabc\r\n4\r\ndefg\r\n0\r\nX-Trailer: y\r\n\r\n");
    byte[] requests = (post("/", "one") + inChunks + get("/") + post("/", "four")).getBytes(UTF_8);
    try (HttpServer server = Loopback.start(Loopback::echo);
        RawClient client = new RawClient(server)) {
      client.trickle(requests);

      assertThat(client.read().body()).isEqualTo("one");
      assertThat(client.read().body()).isEqualTo("abcdefg");
      assertThat(client.read().body()).isEmpty();
      assertThat(client.read().body()).isEqualTo("four");
    }
  }

  @Test
  void closesWhenTheClientAsksForIt() throws IOException {
    try (HttpServer server = Loopback.start(Loopback::echo);
        RawClient client = new RawClient(server)) {
      client.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: x, Close\r\n\r\n");

      assertThat(client.read().header("Connection")).isEqualTo("close");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void closesAfterHttp10UnlessAskedToKeep() throws IOException {
    try (HttpServer server = Loopback.start(Loopback::echo);
        RawClient client = new RawClient(server)) {
      client.send("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
      assertThat(client.read().header("Connection")).isEqualTo("keep-alive");

      client.send("GET / HTTP/1.0\r\n\r\n");
      assertThat(client.read().header("Connection")).isEqualTo("close");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void skipsEmptyLinesBeforeARequest() throws IOException {
    try (HttpServer server = Loopback.start(Loopback::echo);
        RawClient client = new RawClient(server)) {
      client.send("\r\n\r\n" + get("/") + "\r\n" + get("/"));

      assertThat(client.read().status()).isEqualTo(200);
      assertThat(client.read().status()).isEqualTo(200);
    }
  }

  @Test
  void dropsASmallBodyThatTheHandlerDidNotRead() throws IOException {
    try (HttpServer server = Loopback.start((request, response) -> response.begin(200, 0));
        RawClient client = new RawClient(server)) {
      client.send(post("/", "x".repeat(100_000)) + get("/"));

      assertThat(client.read().status()).isEqualTo(200);
      assertThat(client.read().status()).isEqualTo(200);
    }
  }

  @Test
  void closesRatherThanReadALargeBodyThatNobodyWants() throws IOException {
    try (HttpServer server = Loopback.start((request, response) -> response.begin(200, 0));
        RawClient client = new RawClient(server)) {
      client.send(post("/", "x".repeat(1_000_000)));

      assertThat(client.read().status()).isEqualTo(200);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void saysWhereTheHeadEndedTooEarly() throws IOException {
    try (HttpServer server = Loopback.start(Loopback::echo);
        RawClient client = new RawClient(server)) {
      client.send("GET / HTTP/1.1\r\nHost: local").finish();

      assertThat(client.readAll()).startsWith("HTTP/1.1 400 ").contains("ends in its head");
    }
  }

  @Test
  void endsQuietlyWhenTheClientEndsBetweenRequests() throws IOException {
    try (HttpServer server = Loopback.start(Loopback::echo);
        RawClient client = new RawClient(server)) {
      client.send(get("/")).read();

      assertThat(client.finish().readAll()).isEmpty();
    }
  }
}
