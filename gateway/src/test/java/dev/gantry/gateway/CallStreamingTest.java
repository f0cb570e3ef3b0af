package dev.gantry.gateway;

import static dev.gantry.tck.Eventually.eventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.api.CallSettings;
import dev.gantry.api.FunctionName;
import dev.gantry.gateway.TestClient.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("StringConcatToTextBlock") // HTTP is read better line by line
class CallStreamingTest {

  private static final String GET = "GET /function/fn HTTP/1.1\r\nHost: h\r\n\r\n";

  private TestGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = new TestGateway();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void passesEachPieceOfAnAnswerAsItComes() throws Exception {
    BlockingQueue<String> events = new ArrayBlockingQueue<>(10);
    serve(
        connection -> {
          connection.readRequest();
          connection.send(
              "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n");
          for (String event = events.take(); !event.isEmpty(); event = events.take()) {
            connection.send(Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
          }
          connection.send("0\r\n\r\n");
        });

    try (TestClient client = new TestClient(gateway.port())) {
      Answer head = client.send(GET).readHead();
      assertThat(head.header("Content-Type")).isEqualTo("text/event-stream");

      for (int i = 0; i < 3; i++) {
        events.add("data: " + i + "\n\n");
        assertThat(client.readChunk()).isEqualTo("data: " + i + "\n\n");
      }
      events.add("");
      assertThat(client.readChunk()).isEmpty();
    }
  }

  @Test
  void passesEachPieceOfARequestAsItComes() throws Exception {
    BlockingQueue<String> pieces = new ArrayBlockingQueue<>(10);
    serve(
        connection -> {
          connection.readHead();
          for (String size = connection.readLine();
              !size.equals("0");
              size = connection.readLine()) {
            pieces.add(
                new String(
                    connection.in().readNBytes(Integer.parseInt(size, 16)),
                    java.nio.charset.StandardCharsets.ISO_8859_1));
            connection.readLine();
          }
          connection.readLine();
          connection.answer(200, "done");
        });

    try (TestClient client = new TestClient(gateway.port())) {
      client.send("POST /function/fn HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (String piece : new String[] {"one", "two", "three"}) {
        client.send(Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
        assertThat(pieces.poll(10, TimeUnit.SECONDS)).isEqualTo(piece);
      }

      assertThat(client.send("0\r\n\r\n").read().body()).isEqualTo("done");
    }
  }

  @Test
  void holdsASlowReadersAnswerBackInsteadOfStoringIt() throws Exception {
    AtomicLong sent = new AtomicLong();
    long size = 256L << 20;
    serve(
        connection -> {
          connection.readRequest();
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
          byte[] piece = new byte[64 << 10];
          while (sent.get() < size) {
            connection.send(piece);
            sent.addAndGet(piece.length);
          }
        });

    try (TestClient client = new TestClient(gateway.port())) {
      client.send(GET).readHead();

      long stopped = awaitStandstill(sent);

      assertThat(stopped).isLessThan(32L << 20);
      skip(client, size);
    }
  }

  @Test
  void holdsAClientsBodyBackWhenTheFunctionDoesNotReadIt() throws Exception {
    AtomicLong sent = new AtomicLong();
    CountDownLatch read = new CountDownLatch(1);
    long size = 256L << 20;
    serve(
        connection -> {
          connection.readHead();
          read.await();
          connection.in().skipNBytes(size);
          connection.answer(200, "done");
        });

    try (TestClient client = new TestClient(gateway.port())) {
      client.send("POST /function/fn HTTP/1.1\r\nHost: h\r\nContent-Length: " + size + "\r\n\r\n");
      Thread sender = Thread.ofVirtual().start(() -> sendBody(client, size, sent));

      long stopped = awaitStandstill(sent);
      assertThat(stopped).isLessThan(32L << 20);

      read.countDown();
      sender.join();
      assertThat(client.read().body()).isEqualTo("done");
    }
  }

  @Test
  void passesExpectationsOnToTheFunction() throws Exception {
    serve(
        connection -> {
          String head = requireNonNull(connection.readHead());
          assertThat(head).containsIgnoringCase("Expect: 100-continue");
          connection.send("HTTP/1.1 100 Continue\r\n\r\n");
          connection.in().readNBytes(4);
          connection.answer(200, "done");
        });

    try (TestClient client = new TestClient(gateway.port())) {
      client.send(
          "POST /function/fn HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n"
              + "Content-Length: 4\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(100);

      assertThat(client.send("body").read().body()).isEqualTo("done");
    }
  }

  @Test
  void passesAnAnswerThatComesBeforeTheBodyAndClosesTheConnection() throws Exception {
    serve(
        connection -> {
          connection.readHead();
          connection.answer(413, "too large");
          connection.awaitClose();
        });

    try (TestClient client = new TestClient(gateway.port())) {
      client.send(
          "POST /function/fn HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n"
              + "Content-Length: 4000000\r\n\r\n");

      Answer got = client.read();

      assertThat(got.status()).isEqualTo(413);
      assertThat(got.body()).isEqualTo("too large");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void keepsTheConnectionWhenTheRestOfTheBodyFollowsAnEarlyAnswer() throws Exception {
    serve(
        connection -> {
          connection.readHead();
          connection.answer(200, "early");
          connection.awaitClose();
        });

    try (TestClient client = new TestClient(gateway.port())) {
      client.send("POST /function/fn HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\n");
      assertThat(client.read().body()).isEqualTo("early");

      assertThat(client.send("body" + GET).read().body()).isEqualTo("early");
    }
  }

  @Test
  void closesTheConnectionToTheFunctionWhenTheClientLeaves() throws Exception {
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    CountDownLatch arrived = new CountDownLatch(1);
    serve(
        connection -> {
          connection.readRequest();
          arrived.countDown();
          connection.awaitClose();
          closed.complete(true);
        });

    try (TestClient client = new TestClient(gateway.port())) {
      client.send(GET);
      arrived.await();
    }

    assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
    eventually(() -> assertThat(meter().statuses).containsExactly(499));
  }

  @Test
  void closesTheConnectionToTheFunctionWhenTheClientLeavesAnAnswer() throws Exception {
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    serve(
        connection -> {
          connection.readRequest();
          connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
          connection.awaitClose();
          closed.complete(true);
        });

    try (TestClient client = new TestClient(gateway.port())) {
      client.send(GET).readHead();
    }

    assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
    eventually(() -> assertThat(meter().statuses).hasSize(1));
  }

  @Test
  void cutsAnAnswerThatTheFunctionCuts() throws Exception {
    serve(
        connection -> {
          connection.readRequest();
          connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
        });

    try (TestClient client = new TestClient(gateway.port())) {
      client.send(GET).readHead();
      assertThat(client.readChunk()).isEqualTo("half");
      assertThatThrownBy(client::readChunk).isInstanceOf(IOException.class);
    }
  }

  @Test
  void cutsAnAnswerThatIsShorterThanItsLength() throws Exception {
    serve(
        connection -> {
          connection.readRequest();
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        });

    try (TestClient client = new TestClient(gateway.port())) {
      client.send(GET);
      assertThatThrownBy(client::read).isInstanceOf(IOException.class).hasMessageContaining("cut");
    }
  }

  @Test
  void doesNotGiveWhatFollowsAnAnswerToTheNextCall() throws Exception {
    serve(
        connection -> {
          connection.readRequest();
          connection.send(
              "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst"
                  + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged");
          connection.readRequest();
          connection.answer(200, "second");
        });

    try (TestClient client = new TestClient(gateway.port())) {
      assertThat(client.send(GET + GET).read().body()).isEqualTo("first");
      assertThat(client.read().body()).isEqualTo("first");
    }
  }

  @Test
  void answersPipelinedCallsInOrder() throws Exception {
    serve(
        connection -> {
          FakeReplica.Request request;
          while ((request = connection.readRequest()) != null) {
            connection.answer(200, request.line().split(" ", -1)[1]);
          }
        });

    try (TestClient client = new TestClient(gateway.port())) {
      StringBuilder many = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        many.append("GET /function/fn/" + i + " HTTP/1.1\r\nHost: h\r\n\r\n");
      }
      client.send(many.toString());
      for (int i = 0; i < 20; i++) {
        assertThat(client.read().body()).isEqualTo("/" + i);
      }
    }
  }

  /** Whatever the size is, so that the close comes in each state of the buffers on the way. */
  @Test
  void passesAWholeAnswerToASlowReaderWhenTheFunctionClosesAfterIt() throws Exception {
    for (int size = 1 << 20; size < 8 << 20; size += 256 << 10) {
      int length = size;
      CountDownLatch sent = new CountDownLatch(1);
      serve(
          connection -> {
            connection.readRequest();
            connection.send(
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + length + "\r\n\r\n");
            connection.send(new byte[length]);
            connection.socket().shutdownOutput();
            sent.countDown();
            connection.awaitClose();
          });
      try (TestClient client = new TestClient(gateway.port(), 4096)) {
        client.send(GET).readHead();
        sent.await(1, TimeUnit.SECONDS);
        assertThat(client.in().readNBytes(length).length).isEqualTo(length);
      }
    }
  }

  @Test
  void answers504AndClosesTheConnectionOfAFunctionThatReadsNothing() throws Exception {
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    CountDownLatch answered = new CountDownLatch(1);
    FakeReplica replica =
        new FakeReplica(
            connection -> {
              connection.readHead();
              answered.await();
              connection.awaitClose();
              closed.complete(true);
            });
    gateway.provider.ready("fn", Map.of(CallSettings.TIMEOUT, "500ms"), replica.address());
    try (TestClient client = new TestClient(gateway.port())) {
      client.send("POST /function/fn HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999\r\n\r\n");
      Thread.ofVirtual().start(() -> sendBody(client, 99_999_999, new AtomicLong()));

      assertThat(client.read().status()).isEqualTo(504);
    }
    answered.countDown();
    assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void cutsAClientThatDoesNotReadWhenTheCallsTimeIsOver() throws Exception {
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    FakeReplica replica =
        new FakeReplica(
            connection -> {
              try {
                connection.readRequest();
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n");
                connection.send(new byte[99_999_999]);
              } catch (IOException e) {
                closed.complete(true);
              }
            });
    // Long enough for the head of the answer, also on a busy machine.
    gateway.provider.ready("fn", Map.of(CallSettings.TIMEOUT, "2s"), replica.address());
    try (TestClient client = new TestClient(gateway.port())) {
      client.send(GET).readHead();

      assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
      eventually(() -> assertThat(meter().statuses).containsExactly(200));
      assertThatThrownBy(() -> client.in().skipNBytes(99_999_999)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void answers400ToABodyThatGoesWrongInTheMiddle() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    serve(
        connection -> {
          connection.readHead();
          begun.countDown();
          connection.awaitClose();
        });

    try (TestClient client = new TestClient(gateway.port())) {
      client.send(
          "POST /function/fn HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "3\r\none\r\n");
      begun.await();
      client.send("zz\r\n");

      assertThat(client.read().status()).isEqualTo(400);
    }
    eventually(() -> assertThat(meter().statuses).containsExactly(400));
  }

  private void serve(FakeReplica.Behaviour behaviour) throws IOException {
    FakeReplica replica = new FakeReplica(behaviour);
    gateway.provider.ready("fn", Map.of(), replica.address());
  }

  private TestMeters.Counted meter() {
    return gateway.meters.of(new FunctionName("fn", "openfaas-fn"));
  }

  /** Waits until a counter stays where it is for a second. */
  private static long awaitStandstill(AtomicLong counter) throws Exception {
    long[] last = {-1, System.nanoTime()};
    eventually(
        () -> {
          long now = counter.get();
          if (now != last[0]) {
            last[0] = now;
            last[1] = System.nanoTime();
          }
          assertThat(now).isPositive();
          assertThat(System.nanoTime() - last[1]).isGreaterThan(1_000_000_000L);
        });
    return last[0];
  }

  private static void skip(TestClient client, long size) throws IOException {
    client.in().skipNBytes(size);
  }

  private static void sendBody(TestClient client, long size, AtomicLong sent) {
    byte[] piece = new byte[64 << 10];
    try {
      while (sent.get() < size) {
        client.send(piece);
        sent.addAndGet(piece.length);
      }
    } catch (IOException e) {
      // The test sees what became of it.
    }
  }
}
