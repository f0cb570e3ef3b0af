package dev.gantry.watchdog.http;

import static dev.gantry.watchdog.http.Loopback.get;
import static dev.gantry.watchdog.http.Loopback.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that goes away stops its handler; one that is only done with sending does not. */
class ClientGoneTest {

  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);

  /** Blocks until the test lets it answer, and notes an interrupt. */
  private void awaitAndEcho(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    started.countDown();
    try {
      mayAnswer.await();
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
    Loopback.echo(request, response);
  }

  @Test
  void interruptsTheHandlerWhenTheClientCloses() throws Exception {
    assertInterruptedAfterClosing(get("/"), false);
  }

  @Test
  void interruptsTheHandlerWhenTheClientResets() throws Exception {
    assertInterruptedAfterClosing(get("/"), true);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 10_000, 60_000})
  void interruptsTheHandlerThatHasNotReadTheBody(int length) throws Exception {
    assertInterruptedAfterClosing(post("/", "x".repeat(length)), false);
  }

  @Test
  void interruptsTheHandlerWhenAnHttp10ClientCloses() throws Exception {
    assertInterruptedAfterClosing("GET / HTTP/1.0\r\n\r\n", false);
  }

  @Test
  void interruptsTheHandlerThoughAnotherRequestWaitsBehind() throws Exception {
    assertInterruptedAfterClosing(get("/") + get("/"), false);
  }

  private void assertInterruptedAfterClosing(String request, boolean byReset) throws Exception {
    try (HttpServer server = Loopback.start(this::awaitAndEcho);
        RawClient client = new RawClient(server)) {
      client.send(request);
      assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
      if (byReset) {
        client.reset();
      } else {
        client.leave();
      }

      assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void interruptsAStreamWhoseClientClosesInAPause() throws Exception {
    RequestHandler handler =
        (request, response) -> {
          OutputStream out = response.beginStreaming(200);
          out.write("event".getBytes(UTF_8));
          out.flush();
          awaitAndEcho(request, response);
        };
    try (HttpServer server = Loopback.start(handler);
        RawClient client = new RawClient(server)) {
      client.send(get("/")).readHead();
      client.leave();

      assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void answersAClientThatHasOnlyEndedItsSending() throws Exception {
    try (HttpServer server = Loopback.start(this::awaitAndEcho);
        RawClient client = new RawClient(server)) {
      client.send(post("/", "one") + post("/", "two")).finish();
      for (int i = 0; i < 3; i++) {
        assertThat(client.readHead().status()).as("an interim answer").isEqualTo(100);
      }
      mayAnswer.countDown();

      assertThat(client.read().body()).isEqualTo("one");
      assertThat(client.read().body()).isEqualTo("two");
      assertThat(client.isAtEnd()).isTrue();
      assertThat(interrupted.getCount()).isEqualTo(1);
    }
  }

  @Test
  void sendsAllOfALongAnswerToAClientThatHasEndedItsSending() throws Exception {
    RequestHandler handler =
        (request, response) -> {
          try (OutputStream out = response.begin(200, 4_000_000)) {
            for (int i = 0; i < 4; i++) {
              workLongEnoughToBeWatched();
              out.write(new byte[1_000_000]);
            }
          }
        };
    try (HttpServer server = Loopback.start(handler);
        RawClient client = new RawClient(server)) {
      client.send(get("/")).finish();

      assertThat(client.read().body()).hasSize(4_000_000);
    }
  }

  @Test
  void readsABodyThatCameWhileTheCallWasWatched() throws Exception {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      body.append(i);
    }
    RequestHandler handler =
        (request, response) -> {
          workLongEnoughToBeWatched();
          Loopback.echo(request, response);
        };
    try (HttpServer server = Loopback.start(handler);
        RawClient client = new RawClient(server)) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.send(post("/", body.toString())).read().body())
            .isEqualTo(body.toString());
      }
    }
  }

  @Test
  void answersWhatCameWhileTheCallWasWatchedInOrder() throws Exception {
    RequestHandler handler =
        (request, response) -> {
          workLongEnoughToBeWatched();
          Loopback.echo(request, response);
        };
    try (HttpServer server = Loopback.start(handler);
        RawClient client = new RawClient(server)) {
      for (int round = 0; round < 3; round++) {
        client.send(post("/", "a" + round));
        client.trickle((post("/", "b" + round) + post("/", "c" + round)).getBytes(UTF_8));

        assertThat(client.read().body()).isEqualTo("a" + round);
        assertThat(client.read().body()).isEqualTo("b" + round);
        assertThat(client.read().body()).isEqualTo("c" + round);
      }
    }
  }

  /** Longer than a call stays unwatched; that it is long enough decides no result. */
  private static void workLongEnoughToBeWatched() throws InterruptedException {
    boolean neverOpened = new CountDownLatch(1).await(120, TimeUnit.MILLISECONDS);
    assertThat(neverOpened).isFalse();
  }
}
