package dev.gantry.gateway;

import static dev.gantry.tck.Eventually.eventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.gateway.TestClient.Answer;
import dev.gantry.gateway.endpoint.Endpoint;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("StringConcatToTextBlock") // HTTP is read better line by line
class EndpointsTest {

  private final BlockingQueue<EndpointRequest> asked = new ArrayBlockingQueue<>(10);
  private @Nullable TestGateway gateway;

  @AfterEach
  void stop() {
    if (gateway != null) {
      gateway.close();
    }
  }

  @Test
  void tellsTheEndpointWhatWasAsked() throws Exception {
    int port = serve(request -> EndpointResponse.text(200, "ok"));

    TestClient.call(
        port,
        "POST /system/a%20b+c?x=1&y=a%26b+c&x=2&z HTTP/1.1\r\nHost: h\r\nX-One: 1\r\nx-one: 2\r\n"
            + "Content-Length: 4\r\n\r\nbody");

    EndpointRequest request = requireNonNull(asked.poll(10, TimeUnit.SECONDS));
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/system/a b+c");
    assertThat(request.query())
        .isEqualTo(Map.of("x", List.of("1", "2"), "y", List.of("a&b c"), "z", List.of("")));
    assertThat(request.headers().get("x-one")).containsExactly("1", "2");
    assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo("body");
    assertThat(request.client().isLoopbackAddress()).isTrue();
    assertThat(request.secure()).isFalse();
  }

  @Test
  void answersWhole() throws Exception {
    int port = serve(request -> EndpointResponse.text(202, "text").with(Map.of("X-Mine", "1")));

    Answer got = TestClient.get(port, "/system/x");

    assertThat(got.status()).isEqualTo(202);
    assertThat(got.body()).isEqualTo("text");
    assertThat(got.header("X-Mine")).isEqualTo("1");
    assertThat(got.header("Content-Length")).isEqualTo("4");
  }

  @Test
  void streamsWhatIsFlushed() throws Exception {
    BlockingQueue<String> lines = new ArrayBlockingQueue<>(10);
    int port =
        serve(
            request ->
                new EndpointResponse.Streamed(
                    200,
                    Map.of("Content-Type", "application/x-ndjson"),
                    out -> {
                      for (String line = lines.take(); !line.isEmpty(); line = lines.take()) {
                        out.write(line.getBytes(StandardCharsets.UTF_8));
                        out.flush();
                      }
                    }));

    try (TestClient client = new TestClient(port)) {
      client.send("GET /logs HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.readHead().header("Content-Type")).isEqualTo("application/x-ndjson");
      for (String line : List.of("one", "two")) {
        lines.add(line);
        assertThat(client.readChunk()).isEqualTo(line);
      }
      lines.add("");
      assertThat(client.readChunk()).isEmpty();
    }
  }

  @Test
  void holdsAStreamBackWhenItsClientDoesNotRead() throws Exception {
    AtomicLong written = new AtomicLong();
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    int port = serve(request -> endless(written, ended));

    try (TestClient client = new TestClient(port)) {
      client.send("GET /logs HTTP/1.1\r\nHost: h\r\n\r\n").readHead();
      long[] last = {0, System.nanoTime()};
      eventually(
          () -> {
            if (written.get() != last[0]) {
              last[0] = written.get();
              last[1] = System.nanoTime();
            }
            assertThat(written.get()).isPositive();
            assertThat(System.nanoTime() - last[1]).isGreaterThan(500_000_000L);
          });
      assertThat(written.get()).isLessThan(64L << 20);
    }
    assertThat(ended.get(10, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void interruptsAnEndpointWhoseClientLeaves() throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    int port =
        serve(
            request -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.complete(true);
                throw e;
              }
              return EndpointResponse.empty(200);
            });

    try (TestClient client = new TestClient(port)) {
      client.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
      begun.await();
    }

    assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void answers500WithoutTheReasonWhenAnEndpointFails() throws Exception {
    int port =
        serve(
            request -> {
              throw new IllegalStateException("secret");
            });

    Answer got = TestClient.get(port, "/system/x");

    assertThat(got.status()).isEqualTo(500);
    assertThat(got.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(got.body()).doesNotContain("secret");
  }

  @Test
  void cutsAStreamThatFails() throws Exception {
    int port =
        serve(
            request ->
                new EndpointResponse.Streamed(
                    200,
                    Map.of(),
                    out -> {
                      out.write('x');
                      out.flush();
                      throw new IllegalStateException("bug");
                    }));

    try (TestClient client = new TestClient(port)) {
      client.send("GET /logs HTTP/1.1\r\nHost: h\r\n\r\n").readHead();
      assertThat(client.readChunk()).isEqualTo("x");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void refusesABodyThatIsTooLarge() throws Exception {
    int port = serve(request -> EndpointResponse.empty(200));
    int size = 20 * EndpointRequest.BODY_LIMIT;

    try (TestClient client = new TestClient(port)) {
      client.send("POST /system/x HTTP/1.1\r\nHost: h\r\nContent-Length: " + size + "\r\n\r\n");
      Thread.ofVirtual().start(() -> sendQuietly(client, new byte[size]));

      assertThat(client.read().status()).isEqualTo(413);
      assertThat(client.isAtEnd()).isTrue();
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void dropsABodyThatTheEndpointDoesNotRead() throws Exception {
    Endpoint bodyless =
        new Endpoint() {
          @Override
          public EndpointResponse answer(EndpointRequest request) {
            return EndpointResponse.text(200, String.valueOf(request.body().length));
          }

          @Override
          public boolean readsBody(EndpointRequest head) {
            return false;
          }
        };
    gateway = new TestGateway(bodyless, Duration.ofSeconds(30));

    assertThat(TestClient.post(gateway.port(), "/x", "body").body()).isEqualTo("0");
  }

  @Test
  void takesABodyAtTheLimit() throws Exception {
    int port = serve(request -> EndpointResponse.empty(200));

    assertThat(TestClient.post(port, "/system/x", "x".repeat(EndpointRequest.BODY_LIMIT)).status())
        .isEqualTo(200);
  }

  @Test
  void refusesATargetThatIsNoPercentEncoding() throws Exception {
    int port = serve(request -> EndpointResponse.empty(200));

    assertThat(TestClient.get(port, "/system/%zz").status()).isEqualTo(400);
    assertThat(TestClient.get(port, "/system/x?a=%1").status()).isEqualTo(400);
    assertThat(TestClient.get(port, "/system/%ff%fe").status()).isEqualTo(400);
  }

  @Test
  void answersAClientThatWaitsToSendItsBody() throws Exception {
    int port = serve(request -> EndpointResponse.empty(200));

    try (TestClient client = new TestClient(port)) {
      client.send(
          "POST /system/x HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n"
              + "Content-Length: 1\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(100);
      assertThat(client.send("x").read().status()).isEqualTo(200);
    }
  }

  @Test
  void servesFunctionsAloneOnTheirOwnListener() throws Exception {
    serve(request -> EndpointResponse.empty(200));
    TestGateway running = requireNonNull(gateway);
    int port = running.gateway.functionAddress().orElseThrow().getPort();
    try (FakeReplica replica =
        new FakeReplica(
            connection -> {
              connection.readRequest();
              connection.send(
                  "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nClear-Site-Data: \"*\"\r\n"
                      + "Content-Length: 2\r\n\r\nok");
            })) {
      running.provider.ready("fn", Map.of(), replica.address());

      Answer own = TestClient.get(port, "/function/fn");
      Answer shared = TestClient.get(running.port(), "/function/fn");

      assertThat(own.header("Clear-Site-Data")).isNotNull();
      assertThat(own.header("Content-Security-Policy")).isNull();
      assertThat(shared.header("Clear-Site-Data")).isNull();
      assertThat(shared.header("Content-Security-Policy")).startsWith("sandbox");
      assertThat(TestClient.get(port, "/system/functions").status()).isEqualTo(404);
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void refusesServiceWorkersBesideThePortal() throws Exception {
    int port = serve(request -> EndpointResponse.empty(200));

    Answer got =
        TestClient.call(
            port, "GET /function/fn HTTP/1.1\r\nHost: h\r\nService-Worker: script\r\n\r\n");

    assertThat(got.status()).isEqualTo(403);
  }

  private int serve(Endpoint endpoint) throws Exception {
    gateway =
        new TestGateway(
            request -> {
              asked.add(request);
              return endpoint.answer(request);
            },
            Duration.ofSeconds(30));
    return gateway.port();
  }

  private static EndpointResponse endless(AtomicLong written, CompletableFuture<Throwable> ended) {
    return new EndpointResponse.Streamed(
        200,
        Map.of(),
        out -> {
          byte[] piece = new byte[8 << 10];
          try {
            while (true) {
              out.write(piece);
              written.addAndGet(piece.length);
            }
          } catch (java.io.IOException e) {
            ended.complete(e);
            throw e;
          }
        });
  }

  private static void sendQuietly(TestClient client, byte[] bytes) {
    try {
      client.send(bytes);
    } catch (java.io.IOException e) {
      // The gateway has closed; the test reads its answer.
    }
  }
}
