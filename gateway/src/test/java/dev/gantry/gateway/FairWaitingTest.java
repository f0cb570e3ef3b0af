package dev.gantry.gateway;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.CallSettings;
import dev.gantry.api.FunctionName;
import dev.gantry.gateway.TestClient.Answer;
import dev.gantry.gateway.edge.Edge;
import dev.gantry.gateway.edge.EdgeParts;
import dev.gantry.gateway.endpoint.Endpoint;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.relay.RelaySettings;
import dev.gantry.gateway.replica.ReplicaTable;
import dev.gantry.gateway.replica.WaitingRoom;
import dev.gantry.provider.ChangeOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of several functions in one small waiting room, over real sockets. */
@SuppressWarnings("StringConcatToTextBlock") // HTTP is read better line by line
class FairWaitingTest {

  private static final int OWN = 2;
  private static final int COMMON = 20;
  private static final int FLOOD = 60;
  private static final String CALL = " HTTP/1.1\r\nHost: h\r\n\r\n";

  private final FakeProvider provider = new FakeProvider();
  private final TestMeters meters = new TestMeters();
  private final List<TestClient> clients = new ArrayList<>();
  private Edge edge;

  @BeforeEach
  void open() throws IOException {
    ReplicaTable table =
        new ReplicaTable(
            name -> new ChangeOutcome.Done(),
            meters,
            "openfaas-fn",
            Runnable::run,
            new WaitingRoom(OWN, COMMON));
    provider.provider().watch(table);
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Endpoint none = request -> EndpointResponse.text(404, "nothing here");
    edge =
        Edge.open(
            new EdgeParts(
                free,
                free,
                Optional.empty(),
                Optional.empty(),
                table,
                new RelaySettings(
                    "gantry/test",
                    "gantry-gateway/test",
                    "openfaas-fn",
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(3),
                    value -> false),
                none,
                none));
  }

  @AfterEach
  void close() throws IOException {
    for (TestClient client : clients) {
      client.close();
    }
    edge.close();
  }

  @Test
  void aFloodedFunctionLeavesRoomForTheCallsOfOthers() throws Exception {
    push("flooded");
    push("other");
    flood("flooded");
    eventually(() -> assertThat(refusals("flooded")).isEqualTo(FLOOD - OWN - COMMON / 2));

    for (int i = 0; i < OWN + COMMON / 4; i++) {
      call("other");
    }
    eventually(() -> assertThat(started("other")).isEqualTo(OWN + COMMON / 4));

    assertAllAreServed("other", clients.subList(FLOOD, clients.size()));
  }

  @Test
  void saysWhyACallFindsNoRoomAndWhenToTryAgain() throws Exception {
    push("flooded");
    flood("flooded");
    eventually(() -> assertThat(refusals("flooded")).isEqualTo(FLOOD - OWN - COMMON / 2));

    Answer refused = TestClient.get(edge.address().getPort(), "/function/flooded");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
    assertThat(refused.header("X-OpenFaaS-Internal")).isEqualTo("proxy");
    assertThat(refused.body()).contains("flooded.openfaas-fn", "room");
  }

  @Test
  void roomIsThereAgainWhenWaitingCallsWereServedOrTheirClientsLeft() throws Exception {
    push("flooded");
    flood("flooded");
    eventually(() -> assertThat(refusals("flooded")).isEqualTo(FLOOD - OWN - COMMON / 2));
    for (TestClient client : clients) {
      client.close();
    }
    clients.clear();
    eventually(() -> assertThat(ended("flooded")).isEqualTo(FLOOD));

    push("other");
    for (int i = 0; i < OWN + COMMON / 2; i++) {
      call("other");
    }
    eventually(() -> assertThat(started("other")).isEqualTo(OWN + COMMON / 2));

    assertAllAreServed("other", clients);
  }

  private void assertAllAreServed(String function, List<TestClient> waiting) throws Exception {
    try (FakeReplica replica = FakeReplica.answering("served")) {
      provider.ready(function, Map.of(), replica.address());
      for (TestClient client : waiting) {
        assertThat(client.read().status()).isEqualTo(200);
      }
    }
  }

  /** A function that should have a replica and has none: every call waits. */
  private void push(String name) {
    provider.push(name, Map.of(CallSettings.WAITING_TIME, "1h"), 1, List.of());
  }

  private void flood(String function) throws IOException {
    for (int i = 0; i < FLOOD; i++) {
      call(function);
    }
  }

  private void call(String function) throws IOException {
    TestClient client = new TestClient(edge.address().getPort());
    clients.add(client);
    client.send("GET /function/" + function + CALL);
  }

  private long refusals(String function) {
    return of(function).statuses.stream().filter(status -> status == 429).count();
  }

  private int ended(String function) {
    return of(function).statuses.size();
  }

  private int started(String function) {
    return of(function).started.get();
  }

  private TestMeters.Counted of(String function) {
    return meters.of(new FunctionName(function, "openfaas-fn"));
  }
}
