package dev.gantry.gateway;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.gateway.FakeReplica.Request;
import dev.gantry.gateway.TestClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("StringConcatToTextBlock") // HTTP is read better line by line
class CallRetryTest {

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
  void goesToAnotherReplicaWhenOneRefusesTheConnection() throws Exception {
    try (FakeReplica alive = FakeReplica.answering("alive")) {
      gateway.provider.ready("fn", Map.of(), nobody(), alive.address(), nobody());

      for (int i = 0; i < 20; i++) {
        assertThat(TestClient.post(gateway.port(), "/function/fn", "x").body()).isEqualTo("alive");
      }
      assertThat(alive.requests()).isEqualTo(20);
    }
  }

  @Test
  void answers502WhenNoReplicaCanBeReached() throws Exception {
    gateway.provider.ready("fn", Map.of(), nobody(), nobody());

    Answer got = TestClient.post(gateway.port(), "/function/fn", "x");

    assertThat(got.status()).isEqualTo(502);
    assertThat(got.header("X-OpenFaaS-Internal")).isEqualTo("proxy");
    assertThat(got.body()).contains("fn.openfaas-fn");
    eventually(() -> assertThat(meter().statuses).containsExactly(502));
  }

  @ParameterizedTest
  @CsvSource({"GET,''", "POST,x", "PUT,x", "POST,''"})
  void neverSendsACallTwiceThatAFreshConnectionMayHaveCarried(String method, String body)
      throws Exception {
    AtomicInteger executions = new AtomicInteger();
    try (FakeReplica one = dying(executions);
        FakeReplica other = dying(executions)) {
      gateway.provider.ready("fn", Map.of(), one.address(), other.address());

      Answer got = call(method, body);

      assertThat(got.status()).isEqualTo(502);
      assertThat(executions).hasValue(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"GET,'',true", "PUT,'',true", "DELETE,'',true", "POST,'',false", "PUT,x,false"})
  void sendsACallAgainOverAReusedConnectionOnlyWhereThatIsHarmless(
      String method, String body, boolean again) throws Exception {
    AtomicInteger seconds = new AtomicInteger();
    try (FakeReplica replica =
        new FakeReplica(
            connection -> {
              connection.readRequest();
              connection.answer(200, "first");
              if (connection.readRequest() != null) {
                seconds.incrementAndGet();
              }
              connection.reset();
            })) {
      gateway.provider.ready("fn", Map.of(), replica.address());

      Answer got = warmed(method, body);

      assertThat(got.status()).isEqualTo(again ? 200 : 502);
      assertThat(replica.requests()).isEqualTo(1 + (again ? 2 : 1));
    }
  }

  @Test
  void waitsForAReplicaWhenTheOnlyOneWentAwayWithoutTakingTheCall() throws Exception {
    try (FakeReplica next = FakeReplica.answering("next");
        FakeReplica dying =
            new FakeReplica(
                connection -> {
                  connection.readRequest();
                  connection.answer(200, "first");
                  connection.readRequest();
                  gateway.provider.push("fn", Map.of(), 1, List.of());
                  connection.reset();
                });
        TestClient client = new TestClient(gateway.port())) {
      gateway.provider.ready("fn", Map.of(), dying.address());
      client.send(request("GET", "")).read();
      client.send(request("GET", ""));
      eventually(() -> assertThat(dying.requests()).isEqualTo(2));
      eventually(() -> assertThat(dying.open()).isZero());

      gateway.provider.ready("fn", Map.of(), next.address());

      assertThat(client.read().body()).isEqualTo("next");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 2", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", "?"})
  void answersNoCallWithWhatCameBehindAnothersAnswer(String behind) throws Exception {
    try (FakeReplica replica =
        new FakeReplica(
            connection -> {
              connection.readRequest();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole" + behind);
              connection.awaitClose();
            })) {
      gateway.provider.ready("fn", Map.of(), replica.address());

      try (TestClient client = new TestClient(gateway.port())) {
        for (int i = 0; i < 10; i++) {
          assertThat(client.send(request("POST", "x")).read().body()).isEqualTo("whole");
        }
      }

      assertThat(replica.connections()).isEqualTo(10);
    }
  }

  @Test
  void doesNotSendAgainOnceAByteOfTheAnswerCame() throws Exception {
    try (FakeReplica replica =
        new FakeReplica(
            connection -> {
              connection.readRequest();
              connection.answer(200, "first");
              if (connection.readRequest() != null) {
                connection.send("HTTP/1.1 2");
              }
            })) {
      gateway.provider.ready("fn", Map.of(), replica.address());

      assertThat(warmed("GET", "").status()).isEqualTo(502);
      assertThat(replica.requests()).isEqualTo(2);
    }
  }

  @Test
  void doesNotUseAConnectionThatTheReplicaClosedWhileItWasIdle() throws Exception {
    try (FakeReplica replica =
        new FakeReplica(
            connection -> {
              connection.readRequest();
              connection.answer(200, "only");
            })) {
      gateway.provider.ready("fn", Map.of(), replica.address());

      for (int i = 1; i <= 10; i++) {
        assertThat(call("POST", "x").body()).isEqualTo("only");
        eventually(() -> assertThat(replica.open()).isZero());
      }
      assertThat(replica.connections()).isEqualTo(10);
    }
  }

  @Test
  void doesNotUseAConnectionForLongerThanHalfOfTheFunctionsReadTimeout() throws Exception {
    try (FakeReplica replica = FakeReplica.answering("x")) {
      gateway.provider.push(
          "fn",
          Map.of(),
          Map.of("read_timeout", "200ms"),
          1,
          java.util.List.of(
              FakeProvider.replica(
                  "a", replica.address(), new dev.gantry.provider.ReplicaState.Ready())));
      try (TestClient client = new TestClient(gateway.port())) {
        String get = "GET /function/fn HTTP/1.1\r\nHost: h\r\n\r\n";
        client.send(get).read();
        // On a busy machine the time may be over between two calls.
        eventually(
            () -> {
              int before = replica.connections();
              client.send(get).read();
              assertThat(replica.connections()).isEqualTo(before);
            });

        int used = replica.connections();
        long idleSince = System.nanoTime();
        eventually(() -> assertThat(System.nanoTime() - idleSince).isGreaterThan(150_000_000L));
        client.send(get).read();

        assertThat(replica.connections()).isEqualTo(used + 1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense\\r\\n\\r\\n",
    "HTTP/3.0 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n",
    "HTTP/1.1 101 Switching\\r\\nUpgrade: x\\r\\nConnection: upgrade\\r\\n\\r\\n",
    "HTTP/1.1 102 Processing\\r\\n\\r\\n",
    "HTTP/1.1 200 OK\\r\\nContent-Length: abc\\r\\n\\r\\n",
    "HTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\nab",
    "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n",
    "''",
  })
  void answers502ToAnAnswerThatIsNone(String sent) throws Exception {
    try (FakeReplica replica =
        new FakeReplica(
            connection -> {
              connection.readRequest();
              connection.send(sent.replace("\\r", "\r").replace("\\n", "\n"));
            })) {
      gateway.provider.ready("fn", Map.of(), replica.address());

      Answer got = call("GET", "");

      assertThat(got.status()).isEqualTo(502);
      assertThat(got.body()).contains("fn.openfaas-fn");
      assertThat(replica.requests()).isEqualTo(1);
    }
  }

  /** A call that finds the connection of the one before idle: both run on one event loop. */
  private Answer warmed(String method, String body) throws IOException {
    try (TestClient client = new TestClient(gateway.port())) {
      // Not every connection lands on the loop that holds the idle one, so make it here first.
      client.send("GET /function/fn HTTP/1.1\r\nHost: h\r\n\r\n").read();
      return client.send(request(method, body)).read();
    }
  }

  private Answer call(String method, String body) throws IOException {
    return TestClient.call(gateway.port(), request(method, body));
  }

  private static String request(String method, String body) {
    return method
        + " /function/fn HTTP/1.1\r\nHost: h\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private TestMeters.Counted meter() {
    return gateway.meters.of(new FunctionName("fn", "openfaas-fn"));
  }

  private static FakeReplica dying(AtomicInteger executions) throws IOException {
    return new FakeReplica(
        connection -> {
          Request request = connection.readRequest();
          if (request != null) {
            executions.incrementAndGet();
          }
          connection.reset();
        });
  }

  /** An address on which nobody listens. */
  private static InetSocketAddress nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }
  }
}
