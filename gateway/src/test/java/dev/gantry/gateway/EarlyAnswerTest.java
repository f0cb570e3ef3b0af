package dev.gantry.gateway;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.gateway.endpoint.EndpointRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a connection whose client was answered before it had sent its whole body. */
@SuppressWarnings("StringConcatToTextBlock") // HTTP is read better line by line
class EarlyAnswerTest {

  private static final String NEXT = "POST /function/next HTTP/1.1\r\nHost: h\r\n\r\n";

  /** Longer than the gateway waits for the rest of a body. */
  private static final long LINGER_NANOS = 2_300_000_000L;

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
  void theNextCallIsNotCutOnceTheRestOfTheBodyHasCome() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (FakeReplica early =
            new FakeReplica(
                connection -> {
                  connection.readHead();
                  connection.answer(200, "early");
                  connection.awaitClose();
                });
        FakeReplica slow =
            new FakeReplica(
                connection -> {
                  connection.readRequest();
                  arrived.countDown();
                  go.await();
                  connection.answer(200, "late");
                });
        TestClient client = new TestClient(gateway.port())) {
      gateway.provider.ready("fn", Map.of(), early.address());
      gateway.provider.ready("next", Map.of(), slow.address());
      assertThat(client.send(post("/function/fn", 10)).read().body()).isEqualTo("early");
      client.send("0123456789" + NEXT);
      arrived.await();

      long since = System.nanoTime();
      eventually(() -> assertThat(System.nanoTime() - since).isGreaterThan(LINGER_NANOS));
      go.countDown();

      assertThat(client.read().body()).isEqualTo("late");
    }
  }

  @Test
  void noCallIsCarriedOutBehindAnErrorThatSaidClose() throws Exception {
    try (FakeReplica next = FakeReplica.answering("next");
        TestClient client = new TestClient(gateway.port())) {
      gateway.provider.ready("fn", Map.of(), nobody());
      gateway.provider.ready("next", Map.of(), next.address());
      TestClient.Answer got = client.send(post("/function/fn", 10)).read();
      assertThat(got.status()).isEqualTo(502);
      assertThat(got.header("Connection")).isEqualToIgnoringCase("close");

      client.send("0123456789" + NEXT);

      assertThat(client.isAtEnd()).isTrue();
      assertThat(gateway.meters.of(new FunctionName("next", "openfaas-fn")).started).hasValue(0);
      assertThat(next.requests()).isZero();
    }
  }

  @Test
  void noCallIsCarriedOutBehindABodyThatIsTooLarge() throws Exception {
    int size = EndpointRequest.BODY_LIMIT + 1;
    try (FakeReplica next = FakeReplica.answering("next");
        TestClient client = new TestClient(gateway.port())) {
      gateway.provider.ready("next", Map.of(), next.address());
      client.send(post("/system/x", size + 1)).send(new byte[size]);
      assertThat(client.read().header("Connection")).isEqualToIgnoringCase("close");

      client.send("x" + NEXT);

      assertThat(client.isAtEnd()).isTrue();
      assertThat(gateway.meters.of(new FunctionName("next", "openfaas-fn")).started).hasValue(0);
    }
  }

  private static String post(String path, int length) {
    return "POST " + path + " HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\n";
  }

  /** An address on which nobody listens. */
  private static InetSocketAddress nobody() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }
  }
}
