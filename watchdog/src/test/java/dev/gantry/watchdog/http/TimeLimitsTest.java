package dev.gantry.watchdog.http;

import static dev.gantry.watchdog.http.Loopback.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nobody holds a connection by being slow. The limits here are short; no test waits for long. */
class TimeLimitsTest {

  private static final Duration SHORT = Duration.ofMillis(150);
  private static final String POST =
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n";

  @Test
  void refusesAHeadThatIsSentTooSlowly() throws IOException {
    try (HttpServer server = Loopback.start(TestLimits.headTime(SHORT), Loopback::echo);
        RawClient client = new RawClient(server)) {
      client.send("GET / HTTP/1.1\r\nHost:");

      assertThat(client.readAll()).startsWith("HTTP/1.1 408 ").contains("head");
    }
  }

  @Test
  void refusesAHeadThatIsSentByteByByteForTooLong() throws IOException {
    try (HttpServer server = Loopback.start(TestLimits.headTime(SHORT), Loopback::echo);
        RawClient client = new RawClient(server)) {
      client.send("GET / HTTP/1.1\r\nX: ");
      assertThat(sendUntilRefused(client)).contains("408");
    }
  }

  @Test
  void refusesABodyThatPausesForTooLong() throws IOException {
    try (HttpServer server = Loopback.start(TestLimits.bodyPause(SHORT), Loopback::echo);
        RawClient client = new RawClient(server)) {
      client.send(POST + "some");

      assertThat(client.readAll()).startsWith("HTTP/1.1 408 ").contains("body");
    }
  }

  @Test
  void refusesABodyThatIsSentByteByByteForTooLong() throws IOException {
    try (HttpServer server = Loopback.start(TestLimits.bodyTime(SHORT), Loopback::echo);
        RawClient client = new RawClient(server)) {
      client.send(POST);
      assertThat(sendUntilRefused(client)).contains("408");
    }
  }

  @Test
  void closesAConnectionThatStaysIdleWithoutAWord() throws IOException {
    // Long enough for the one request in between, also on a busy machine.
    Duration limit = Duration.ofMillis(1500);
    try (HttpServer server = Loopback.start(TestLimits.idleTime(limit), Loopback::echo);
        RawClient used = new RawClient(server)) {
      used.send(get("/")).read();
      try (RawClient fresh = new RawClient(server)) {
        assertThat(fresh.readAll()).isEmpty();
        assertThat(used.readAll()).isEmpty();
      }
    }
  }

  @Test
  void cutsAClientThatDoesNotReadItsAnswer() throws Exception {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    RequestHandler endless =
        (request, response) -> {
          try (OutputStream out = response.beginStreaming(200)) {
            while (true) {
              out.write(new byte[100_000]);
            }
          } catch (IOException e) {
            failure.complete(e);
            throw e;
          }
        };
    try (HttpServer server = Loopback.start(TestLimits.writePause(SHORT), endless);
        RawClient client = new RawClient(server)) {
      client.send(get("/"));

      assertThat(failure.get(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void cutsAnAnswerThatTakesTooLongAndInterruptsItsHandler() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    RequestHandler asleep =
        (request, response) -> {
          try {
            new CountDownLatch(1).await();
          } finally {
            interrupted.countDown();
          }
        };
    try (HttpServer server = Loopback.start(TestLimits.answerTime(SHORT), asleep);
        RawClient client = new RawClient(server)) {
      client.send(get("/"));

      assertThatThrownBy(client::readAll).isInstanceOf(IOException.class);
      assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Sends single bytes, with a look for an answer in between, until there is one. */
  private static String sendUntilRefused(RawClient client) throws IOException {
    long end = System.nanoTime() + Loopback.PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      String received = client.sendAndLook("x");
      if (!received.isEmpty()) {
        return received;
      }
    }
    return "nothing";
  }
}
