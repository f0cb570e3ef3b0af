package dev.gantry.watchdog.http;

import static dev.gantry.watchdog.http.Loopback.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DrainTest {

  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);

  private void awaitAndAnswer(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    started.countDown();
    try {
      mayAnswer.await();
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
    Loopback.answer(response, "done");
  }

  @Test
  void closesIdleConnectionsAndLetsBusyOnesFinish() throws Exception {
    try (HttpServer server = Loopback.start(this::awaitAndAnswer);
        RawClient idle = new RawClient(server);
        RawClient busy = new RawClient(server)) {
      busy.send(get("/"));
      started.await();
      CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(() -> drain(server));

      assertThat(idle.readAll()).as("closed at once").isEmpty();
      assertThatThrownBy(() -> new RawClient(server)).isInstanceOf(IOException.class);
      mayAnswer.countDown();
      RawClient.Reply reply = busy.read();
      busy.leave();

      assertThat(reply.body()).isEqualTo("done");
      assertThat(reply.header("Connection")).isEqualTo("close");
      assertThat(drained.get(20, TimeUnit.SECONDS)).isTrue();
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void saysWhenACallOutlivesTheLimitAndCloseEndsIt() throws Exception {
    HttpServer server = Loopback.start(this::awaitAndAnswer);
    try (RawClient busy = new RawClient(server)) {
      busy.send(get("/"));
      started.await();

      assertThat(server.drain(Duration.ofMillis(100))).isFalse();
      assertThat(interrupted.getCount()).isEqualTo(1);
      server.close();

      assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(busy::readAll).isInstanceOf(IOException.class);
    } finally {
      server.close();
    }
  }

  @Test
  void closesEveryConnectionAtOnce() throws Exception {
    HttpServer server = Loopback.start(this::awaitAndAnswer);
    try (RawClient idle = new RawClient(server);
        RawClient busy = new RawClient(server)) {
      busy.send(get("/"));
      started.await();
      server.close();

      assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(busy::readAll).isInstanceOf(IOException.class);
      assertThatThrownBy(idle::readAll).isInstanceOf(IOException.class);
      assertThat(server.drain(Loopback.PATIENCE)).isTrue();
    }
  }

  @Test
  void takesNoMoreConnectionsThanAllowedAtATime() throws Exception {
    HttpLimits limits = TestLimits.sizes(1024, 1024, 2);
    try (HttpServer server = Loopback.start(limits, Loopback::echo);
        RawClient first = new RawClient(server);
        RawClient second = new RawClient(server);
        RawClient third = new RawClient(server)) {
      first.send(get("/")).read();
      second.send(get("/")).read();
      third.send(get("/"));
      assertThat(server.connections()).isEqualTo(2);
      first.leave();

      assertThat(third.read().status()).isEqualTo(200);
    }
  }

  private static boolean drain(HttpServer server) {
    try {
      return server.drain(Loopback.PATIENCE);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
