package dev.gantry.watchdog.http;

import static dev.gantry.watchdog.http.Loopback.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an answer on the wire. */
class AnswerTest {

  private static final String HTTP10 = "GET / HTTP/1.0\r\n\r\n";

  @Test
  void hasADateAndALengthAndNoServer() throws IOException {
    RequestHandler handler =
        (request, response) -> {
          response.header("X-Name", "a b");
          response.header("x-name", "\u00e4");
          Loopback.answer(response, "hello");
        };
    try (HttpServer server = Loopback.start(handler);
        RawClient client = new RawClient(server)) {
      client.send(get("/"));

      assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(client.line()).isEqualTo("X-Name: a b");
      assertThat(client.line()).isEqualTo("x-name: \u00e4");
      assertThat(client.line())
          .matches("Date: [A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} .{8} GMT");
      assertThat(client.line()).isEqualTo("Content-Length: 5");
      assertThat(client.line()).isEmpty();
    }
  }

  @Test
  void sendsTheHeadAloneForHead() throws IOException {
    RequestHandler handler =
        (request, response) -> {
          if (request.path().equals("/sized")) {
            Loopback.answer(response, "hello");
          } else {
            response.beginStreaming(200).write(new byte[100]);
          }
        };
    try (HttpServer server = Loopback.start(handler);
        RawClient client = new RawClient(server)) {
      client.send("HEAD /sized HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.readHead().header("Content-Length")).isEqualTo("5");
      client.send("HEAD /streamed HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.readHead().header("Transfer-Encoding")).isEqualTo("chunked");
      client.send("HEAD /sized HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void sendsNoBodyWhereTheStatusHasNone(int status) throws IOException {
    RequestHandler handler =
        (request, response) -> {
          OutputStream out =
              request.path().equals("/sized")
                  ? response.begin(status, 5)
                  : response.beginStreaming(status);
          out.write(new byte[5]);
        };
    try (HttpServer server = Loopback.start(handler);
        RawClient client = new RawClient(server)) {
      client.send(get("/sized") + get("/streamed") + get("/sized"));

      for (int i = 0; i < 3; i++) {
        RawClient.Reply reply = client.readHead();
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Transfer-Encoding")).isEqualTo("(none)");
      }
    }
  }

  @Test
  void sendsWhatIsFlushedAtOnce() throws Exception {
    CountDownLatch received = new CountDownLatch(1);
    RequestHandler handler =
        (request, response) -> {
          OutputStream out = response.beginStreaming(200);
          out.write("one".getBytes(UTF_8));
          out.write("two".getBytes(UTF_8));
          out.flush();
          assertThat(received.await(Loopback.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
          out.write("three".getBytes(UTF_8));
        };
    try (HttpServer server = Loopback.start(handler);
        RawClient client = new RawClient(server)) {
      client.send(get("/")).readHead();
      assertThat(client.line()).isEqualTo("0006");
      assertThat(client.line()).isEqualTo("onetwo");
      received.countDown();
      assertThat(client.line()).isEqualTo("0005");
      assertThat(client.line()).isEqualTo("three");
      assertThat(client.line()).isEqualTo("0");
      assertThat(client.line()).isEmpty();
    }
  }

  @Test
  void streamsToHttp10UntilTheConnectionEnds() throws IOException {
    RequestHandler handler =
        (request, response) -> {
          OutputStream out = response.beginStreaming(200);
          out.write("one".getBytes(UTF_8));
          out.flush();
          out.write("x".repeat(20_000).getBytes(UTF_8));
        };
    try (HttpServer server = Loopback.start(handler);
        RawClient client = new RawClient(server)) {
      client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      RawClient.Reply head = client.readHead();

      assertThat(head.header("Connection")).isEqualTo("close");
      assertThat(head.header("Transfer-Encoding")).isEqualTo("(none)");
      assertThat(client.readAll()).isEqualTo("one" + "x".repeat(20_000));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 5_000, 8_190, 8_192, 100_000})
  void streamsWritesOfEverySize(int size) throws IOException {
    RequestHandler handler =
        (request, response) -> {
          try (OutputStream out = response.beginStreaming(200)) {
            for (int sent = 0; sent < 300_000; sent += size) {
              out.write("x".repeat(size).getBytes(UTF_8));
            }
            out.write('!');
          }
        };
    try (HttpServer server = Loopback.start(handler);
        RawClient client = new RawClient(server)) {
      int expected = (300_000 + size - 1) / size * size;
      assertThat(client.send(get("/")).read().body()).isEqualTo("x".repeat(expected) + "!");
      assertThat(client.send(get("/")).read().body()).hasSize(expected + 1);
    }
  }

  @Test
  void cutsTheConnectionWhenTheLengthWasNotTrue() throws IOException {
    CompletableFuture<IOException> failure = new CompletableFuture<>();
    RequestHandler handler =
        (request, response) -> {
          OutputStream out = response.begin(200, 5);
          out.write(new byte[request.path().equals("/long") ? 6 : 4]);
        };
    RequestHandler recording =
        (request, response) -> {
          try {
            handler.handle(request, response);
          } catch (IOException e) {
            failure.complete(e);
            throw e;
          }
        };
    try (HttpServer server = Loopback.start(recording);
        RawClient tooLong = new RawClient(server);
        RawClient tooShort = new RawClient(server)) {
      assertThatThrownBy(() -> tooLong.send(get("/long")).read()).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> tooShort.send(get("/short")).read()).isInstanceOf(IOException.class);
      assertThat(failure.join()).hasMessageContaining("longer than it said");
    }
  }

  @Test
  void answers500ForAHandlerThatAnswersNothing() throws IOException {
    try (HttpServer server = Loopback.start((request, response) -> {});
        RawClient client = new RawClient(server)) {
      RawClient.Reply reply = client.send(get("/")).read();

      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.header("Connection")).isEqualTo("close");
    }
  }

  @Test
  void answersWithTheStatusOfABadRequestException() throws IOException {
    RequestHandler handler =
        (request, response) -> {
          throw new BadRequestException(413, "that is too much");
        };
    try (HttpServer server = Loopback.start(handler);
        RawClient client = new RawClient(server)) {
      RawClient.Reply reply = client.send(Loopback.post("/", "x".repeat(1_000_000))).read();

      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.body()).isEqualTo("that is too much\n");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void cutsTheConnectionWhenTheHandlerFailsInItsAnswer() throws IOException {
    RequestHandler handler =
        (request, response) -> {
          OutputStream out = response.beginStreaming(200);
          out.write("half".getBytes(UTF_8));
          out.flush();
          throw new IOException("the rest is lost");
        };
    try (HttpServer server = Loopback.start(handler);
        RawClient client = new RawClient(server);
        RawClient old = new RawClient(server)) {
      assertThatThrownBy(() -> client.send(get("/")).read()).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> old.send(HTTP10).readAll())
          .as("a client to which the end of the connection would be the end of the answer")
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void refusesHeadersThatWouldBreakTheFrame() throws Exception {
    CompletableFuture<HttpResponse> started = new CompletableFuture<>();
    CountDownLatch done = new CountDownLatch(1);
    RequestHandler handler =
        (request, response) -> {
          started.complete(response);
          done.await();
        };
    try (HttpServer server = Loopback.start(handler);
        RawClient client = new RawClient(server)) {
      client.send(get("/"));
      HttpResponse response = started.get();

      assertRefused(response, "X-Name", "a\r\nX-Other: b");
      assertRefused(response, "X-Name", "a\nb");
      assertRefused(response, "X-Name", "a\u0000b");
      assertRefused(response, "X-Name", "\u20ac");
      assertRefused(response, "X Name", "a");
      assertRefused(response, "", "a");
      assertRefused(response, "content-length", "1");
      assertRefused(response, "Transfer-Encoding", "chunked");
      assertRefused(response, "Connection", "close");
      assertRefused(response, "Date", "today");
      assertThatThrownBy(() -> response.begin(199, 0)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> response.begin(200, -1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(response.hasBegun()).isFalse();
      done.countDown();
    }
  }

  private static void assertRefused(HttpResponse response, String name, String value) {
    assertThatThrownBy(() -> response.header(name, value))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
