package dev.gantry.gateway;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.gateway.endpoint.EndpointResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@SuppressWarnings("StringConcatToTextBlock") // HTTP is read better line by line
class DrainTest {

  private static final String GET = "GET /function/fn HTTP/1.1\r\nHost: h\r\n\r\n";

  @Test
  void finishesWhatRunsAndTakesNothingNew() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    CountDownLatch arrived = new CountDownLatch(1);
    try (TestGateway gateway = new TestGateway();
        FakeReplica replica =
            new FakeReplica(
                connection -> {
                  connection.readRequest();
                  arrived.countDown();
                  answer.await();
                  connection.answer(200, "done");
                });
        TestClient idle = new TestClient(gateway.port());
        TestClient busy = new TestClient(gateway.port())) {
      gateway.provider.ready("fn", Map.of(), replica.address());
      assertThat(idle.send("GET /x HTTP/1.1\r\nHost: h\r\n\r\n").read().status()).isEqualTo(200);
      busy.send(GET);
      arrived.await();

      CompletableFuture<Boolean> drained = drain(gateway, Duration.ofSeconds(20));

      assertThat(idle.isAtEnd()).isTrue();
      eventually(
          () ->
              assertThatThrownBy(() -> TestClient.get(gateway.port(), "/x"))
                  .isInstanceOf(IOException.class));
      assertThat(drained).isNotDone();
      answer.countDown();
      assertThat(busy.read().body()).isEqualTo("done");
      assertThat(busy.isAtEnd()).isTrue();
      assertThat(drained.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void givesUpWhenTheTimeIsOver() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    try (TestGateway gateway = new TestGateway();
        FakeReplica replica =
            new FakeReplica(
                connection -> {
                  connection.readRequest();
                  arrived.countDown();
                  connection.awaitClose();
                });
        TestClient busy = new TestClient(gateway.port())) {
      gateway.provider.ready("fn", Map.of(), replica.address());
      busy.send(GET);
      arrived.await();

      assertThat(drain(gateway, Duration.ofMillis(300)).get(10, TimeUnit.SECONDS)).isFalse();
      assertThat(busy.isAtEnd()).isTrue();
    }
  }

  @Test
  void endsStreamsThatWouldGoOnForEver() throws Exception {
    try (TestGateway gateway =
            new TestGateway(
                request ->
                    new EndpointResponse.Streamed(
                        200, Map.of(), out -> new CountDownLatch(1).await()),
                Duration.ofSeconds(30));
        TestClient follower = new TestClient(gateway.port())) {
      follower.send("GET /logs HTTP/1.1\r\nHost: h\r\n\r\n").readHead();

      assertThat(drain(gateway, Duration.ofSeconds(20)).get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void releasesItsAddress() throws Exception {
    int port;
    try (TestGateway gateway = new TestGateway()) {
      port = gateway.port();
    }

    assertThatThrownBy(() -> TestClient.get(port, "/x")).isInstanceOf(IOException.class);
  }

  private static CompletableFuture<Boolean> drain(TestGateway gateway, Duration limit) {
    CompletableFuture<Boolean> drained = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                drained.complete(gateway.gateway.drain(limit));
              } catch (InterruptedException e) {
                drained.completeExceptionally(e);
              }
            });
    return drained;
  }
}
