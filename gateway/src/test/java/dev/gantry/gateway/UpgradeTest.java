package dev.gantry.gateway;

import static dev.gantry.tck.Eventually.eventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.CallSettings;
import dev.gantry.api.FunctionName;
import dev.gantry.gateway.TestClient.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("StringConcatToTextBlock") // HTTP is read better line by line
class UpgradeTest {

  private static final String HANDSHAKE =
      "GET /function/fn/chat?room=1 HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, Upgrade\r\n"
          + "Upgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
          + "Sec-WebSocket-Version: 13\r\n\r\n";

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
  void carriesBytesBothWaysAfterAnUpgrade() throws Exception {
    CompletableFuture<String> head = new CompletableFuture<>();
    try (FakeReplica replica = new FakeReplica(connection -> echo(connection, head));
        TestClient client = new TestClient(gateway.port())) {
      gateway.provider.ready("fn", Map.of(), replica.address());

      Answer got = client.send(HANDSHAKE).readHead();

      assertThat(got.status()).isEqualTo(101);
      assertThat(got.header("Sec-WebSocket-Accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
      assertThat(got.header("Connection")).isEqualToIgnoringCase("upgrade");
      assertThat(got.header("Upgrade")).isEqualTo("websocket");
      assertThat(head.get(10, TimeUnit.SECONDS))
          .startsWith("GET /chat?room=1 HTTP/1.1")
          .containsIgnoringCase("Connection: Upgrade")
          .contains("Sec-WebSocket-Key")
          .doesNotContainIgnoringCase("Content-Length")
          .doesNotContainIgnoringCase("Transfer-Encoding");
      assertThat(text(client, 7)).isEqualTo("welcome");
      client.send("frames");
      assertThat(text(client, 6)).isEqualTo("frames");
      byte[] large = new byte[4 << 20];
      Thread.ofVirtual().start(() -> sendQuietly(client, large));
      assertThat(client.in().readNBytes(large.length)).isEqualTo(large);
    }
    eventually(() -> assertThat(meter().statuses).containsExactly(101));
  }

  @Test
  void closesTheFunctionsSideWhenTheClientCloses() throws Exception {
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    try (FakeReplica replica =
        new FakeReplica(
            connection -> {
              echo(connection, new CompletableFuture<>());
              closed.complete(true);
            })) {
      gateway.provider.ready("fn", Map.of(), replica.address());
      try (TestClient client = new TestClient(gateway.port())) {
        client.send(HANDSHAKE).readHead();
      }

      assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void closesTheClientsSideWhenTheFunctionCloses() throws Exception {
    try (FakeReplica replica =
            new FakeReplica(
                connection -> {
                  connection.readHead();
                  connection.send(
                      "HTTP/1.1 101 X\r\nConnection: upgrade\r\nUpgrade: mine\r\n\r\nbye");
                });
        TestClient client = new TestClient(gateway.port())) {
      gateway.provider.ready("fn", Map.of(), replica.address());

      client.send(HANDSHAKE).readHead();

      assertThat(text(client, 3)).isEqualTo("bye");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void closesBothSidesWhenNothingPassesForAsLongAsACallMayTake() throws Exception {
    try (FakeReplica replica =
            new FakeReplica(connection -> echo(connection, new CompletableFuture<>()));
        TestClient client = new TestClient(gateway.port())) {
      // Long enough for the handshake, also on a busy machine.
      gateway.provider.ready("fn", Map.of(CallSettings.TIMEOUT, "2s"), replica.address());
      client.send(HANDSHAKE).readHead();
      assertThat(text(client, 7)).isEqualTo("welcome");

      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void passesARefusedUpgradeAsAnAnswer() throws Exception {
    try (FakeReplica replica =
            new FakeReplica(
                connection -> {
                  connection.readRequest();
                  connection.answer(426, "not here");
                  connection.awaitClose();
                });
        TestClient client = new TestClient(gateway.port())) {
      gateway.provider.ready("fn", Map.of(), replica.address());

      Answer got = client.send(HANDSHAKE).read();

      assertThat(got.status()).isEqualTo(426);
      assertThat(got.body()).isEqualTo("not here");
      assertThat(client.send(HANDSHAKE).read().status()).isEqualTo(426);
    }
  }

  private static void echo(FakeReplica.Connection connection, CompletableFuture<String> head)
      throws Exception {
    head.complete(requireNonNull(connection.readHead()));
    connection.send(
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\nwelcome");
    byte[] buffer = new byte[8192];
    int read;
    while ((read = connection.in().read(buffer)) >= 0) {
      connection.send(java.util.Arrays.copyOf(buffer, read));
    }
  }

  private TestMeters.Counted meter() {
    return gateway.meters.of(new FunctionName("fn", "openfaas-fn"));
  }

  private static String text(TestClient client, int length) throws Exception {
    return new String(client.in().readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  private static void sendQuietly(TestClient client, byte[] bytes) {
    try {
      client.send(bytes);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
