package dev.gantry.gateway;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.CallSettings;
import dev.gantry.api.FunctionName;
import dev.gantry.gateway.TestClient.Answer;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.ReplicaWatcher.Withdrawal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("StringConcatToTextBlock") // HTTP is read better line by line
class CallWaitingTest {

  private static final FunctionName FN = new FunctionName("fn", "openfaas-fn");

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
  void answers429WhenEveryReplicaStaysBusy() throws Exception {
    try (FakeReplica replica = new FakeReplica(FakeReplica.Connection::awaitClose);
        TestClient first = new TestClient(gateway.port())) {
      gateway.provider.ready("fn", labels(1, 10, "100ms"), replica.address());
      first.send("GET /function/fn HTTP/1.1\r\nHost: h\r\n\r\n");
      eventually(() -> assertThat(replica.connections()).isEqualTo(1));

      Answer got = TestClient.post(gateway.port(), "/function/fn", "x");

      assertThat(got.status()).isEqualTo(429);
      assertThat(got.header("Retry-After")).matches("[1-9][0-9]*");
      assertThat(got.header("X-OpenFaaS-Internal")).isEqualTo("proxy");
      assertThat(got.body()).contains("fn.openfaas-fn");
      assertThat(got.header("X-Call-Id")).isNotNull();
    }
  }

  @Test
  void answers429AtOnceWhenAsManyWaitAsMay() throws Exception {
    try (FakeReplica replica = new FakeReplica(FakeReplica.Connection::awaitClose);
        TestClient first = new TestClient(gateway.port());
        TestClient second = new TestClient(gateway.port())) {
      gateway.provider.ready("fn", labels(1, 1, "1h"), replica.address());
      first.send("GET /function/fn HTTP/1.1\r\nHost: h\r\n\r\n");
      eventually(() -> assertThat(replica.connections()).isEqualTo(1));
      second.send("GET /function/fn HTTP/1.1\r\nHost: h\r\n\r\n");
      eventually(() -> assertThat(gateway.meters.of(FN).started).hasValue(2));

      Answer refused = TestClient.get(gateway.port(), "/function/fn");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
    }
  }

  @Test
  void givesAFreedReplicaToTheCallThatWaitedLongest() throws Exception {
    Semaphore answers = new Semaphore(0);
    List<String> order = new ArrayList<>();
    try (FakeReplica replica =
        new FakeReplica(
            connection -> {
              FakeReplica.Request request;
              while ((request = connection.readRequest()) != null) {
                synchronized (order) {
                  order.add(request.line().split(" ", -1)[1]);
                }
                answers.acquire();
                connection.answer(200, "x");
              }
            })) {
      gateway.provider.ready("fn", labels(1, 10, "1h"), replica.address());
      List<TestClient> clients = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        int started = i + 1;
        TestClient client = new TestClient(gateway.port());
        clients.add(client.send("GET /function/fn/" + i + " HTTP/1.1\r\nHost: h\r\n\r\n"));
        eventually(() -> assertThat(gateway.meters.of(FN).started).hasValue(started));
      }

      answers.release(5);

      for (TestClient client : clients) {
        assertThat(client.read().status()).isEqualTo(200);
        client.close();
      }
      assertThat(order).containsExactly("/0", "/1", "/2", "/3", "/4");
    }
  }

  @Test
  void forgetsACallWhoseClientLeavesTheQueue() throws Exception {
    try (FakeReplica replica = new FakeReplica(FakeReplica.Connection::awaitClose);
        TestClient first = new TestClient(gateway.port())) {
      gateway.provider.ready("fn", labels(1, 1, "1h"), replica.address());
      first.send("GET /function/fn HTTP/1.1\r\nHost: h\r\n\r\n");
      eventually(() -> assertThat(replica.connections()).isEqualTo(1));
      try (TestClient leaving = new TestClient(gateway.port())) {
        leaving.send("GET /function/fn HTTP/1.1\r\nHost: h\r\n\r\n");
        eventually(() -> assertThat(gateway.meters.of(FN).started).hasValue(2));
      }

      eventually(() -> assertThat(gateway.meters.of(FN).statuses).containsExactly(499));
      assertThat(replica.requests()).isZero();
    }
  }

  @Test
  void wakesASleepingFunctionOnceForAThousandCalls() throws Exception {
    int calls = 1000;
    CountDownLatch woken = new CountDownLatch(1);
    try (FakeReplica replica = FakeReplica.answering("awake")) {
      gateway.provider.onWake(
          name -> {
            awaitQuietly(woken);
            gateway.provider.push(
                "fn",
                Map.of(),
                1,
                List.of(FakeProvider.replica("a", replica.address(), new ReplicaState.Starting())));
            Thread.ofVirtual()
                .start(() -> gateway.provider.ready("fn", Map.of(), replica.address()));
            return new ChangeOutcome.Done();
          });
      gateway.provider.push("fn", Map.of(), 0, List.of());
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        answers.add(start("/function/fn"));
      }
      eventually(() -> assertThat(gateway.meters.of(FN).started).hasValue(calls));

      woken.countDown();

      for (CompletableFuture<Answer> answer : answers) {
        Answer got = answer.get(20, TimeUnit.SECONDS);
        assertThat(got.body()).isEqualTo("awake");
        assertThat(got.header("X-Cold-Start")).isEqualTo("true");
        assertThat(got.header("Server-Timing"))
            .matches("gateway;dur=[0-9.]+, wake;dur=[0-9.]+, function;dur=[0-9.]+");
      }
      assertThat(gateway.provider.wakes()).isEqualTo(1);
      eventually(() -> assertThat(gateway.meters.of(FN).coldStarts).hasValue(calls));
      assertThat(TestClient.get(gateway.port(), "/function/fn").header("X-Cold-Start")).isNull();
    }
  }

  @Test
  void answers503WhenNoReplicaBecomesReadyInTime() throws Exception {
    gateway.provider.push("fn", labels(0, 10, "100ms"), 0, List.of());

    Answer got = TestClient.get(gateway.port(), "/function/fn");

    assertThat(got.status()).isEqualTo(503);
    assertThat(got.header("Retry-After")).matches("[1-9][0-9]*");
    assertThat(got.header("X-OpenFaaS-Internal")).isEqualTo("proxy");
    assertThat(got.body()).contains("fn.openfaas-fn");
  }

  @Test
  void answers503WhenTheProviderCannotWake() throws Exception {
    gateway.provider.onWake(name -> new ChangeOutcome.Failed("no room"));
    gateway.provider.push("fn", labels(0, 10, "1h"), 0, List.of());

    Answer got = TestClient.get(gateway.port(), "/function/fn");

    assertThat(got.status()).isEqualTo(503);
    assertThat(got.header("Retry-After")).matches("[1-9][0-9]*");
    assertThat(got.body()).doesNotContain("no room");
  }

  @Test
  void answers504WhenTheCallsTimeIsOverWhileItWaits() throws Exception {
    Map<String, String> labels =
        Map.of(CallSettings.WAITING_TIME, "1h", CallSettings.TIMEOUT, "100ms");
    gateway.provider.push("fn", labels, 0, List.of());

    assertThat(TestClient.get(gateway.port(), "/function/fn").status()).isEqualTo(504);
  }

  @Test
  void answers404WhenTheFunctionIsRemovedWhileCallsWait() throws Exception {
    gateway.provider.push("fn", labels(0, 10, "1h"), 0, List.of());
    CompletableFuture<Answer> waiting = start("/function/fn");
    eventually(() -> assertThat(gateway.provider.wakes()).isEqualTo(1));

    gateway.provider.watcher().removed(FN);

    assertThat(waiting.get(10, TimeUnit.SECONDS).status()).isEqualTo(404);
    assertThat(TestClient.get(gateway.port(), "/function/fn").status()).isEqualTo(404);
  }

  @Test
  void answers504WhenTheFunctionIsTooSlow() throws Exception {
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    try (FakeReplica replica =
        new FakeReplica(
            connection -> {
              connection.readRequest();
              connection.awaitClose();
              closed.complete(true);
            })) {
      gateway.provider.ready("fn", Map.of(CallSettings.TIMEOUT, "200ms"), replica.address());

      Answer got = TestClient.post(gateway.port(), "/function/fn", "x");

      assertThat(got.status()).isEqualTo(504);
      assertThat(got.header("X-OpenFaaS-Internal")).isEqualTo("proxy");
      assertThat(got.body()).contains("fn.openfaas-fn");
      assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
      eventually(() -> assertThat(gateway.meters.of(FN).statuses).containsExactly(504));
    }
  }

  @Test
  void cutsAnAnswerThatGoesOnForTooLong() throws Exception {
    try (FakeReplica replica =
            new FakeReplica(
                connection -> {
                  connection.readRequest();
                  connection.send(
                      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
                  connection.awaitClose();
                });
        TestClient client = new TestClient(gateway.port())) {
      // Long enough for the first piece, also on a busy machine.
      gateway.provider.ready("fn", Map.of(CallSettings.TIMEOUT, "2s"), replica.address());

      client.send("GET /function/fn HTTP/1.1\r\nHost: h\r\n\r\n");

      assertThat(client.readHead().status()).isEqualTo(200);
      assertThat(client.readChunk()).isEqualTo("x");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void withdrawsAReplicaUnderLoadWithoutCuttingACall() throws Exception {
    AtomicInteger failed = new AtomicInteger();
    try (FakeReplica one = FakeReplica.answering("1");
        FakeReplica two = FakeReplica.answering("2")) {
      gateway.provider.ready("fn", Map.of(), one.address(), two.address());
      CountDownLatch stop = new CountDownLatch(1);
      List<Thread> load = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        load.add(Thread.ofVirtual().start(() -> callUntil(stop, failed)));
      }
      eventually(() -> assertThat(one.requests()).isGreaterThan(100));

      Withdrawal outcome =
          gateway
              .provider
              .watcher()
              .withdraw(FN, "fn-" + one.address().getPort(), Duration.ofSeconds(10));
      int before = one.requests();
      int other = two.requests();
      eventually(() -> assertThat(two.requests()).isGreaterThan(other + 100));

      assertThat(outcome).isEqualTo(new Withdrawal.Quiet());
      assertThat(one.requests()).isEqualTo(before);
      stop.countDown();
      for (Thread thread : load) {
        thread.join();
      }
      assertThat(failed).hasValue(0);
    }
  }

  @Test
  void losesNoCallThatCanBeSentElsewhereWhenAReplicaDies() throws Exception {
    int calls = 500;
    AtomicInteger executions = new AtomicInteger();
    CountDownLatch dead = new CountDownLatch(1);
    List<FakeReplica> replicas = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      replicas.add(
          new FakeReplica(
              connection -> {
                while (connection.readRequest() != null) {
                  executions.incrementAndGet();
                  dead.await();
                  connection.answer(200, "x");
                }
              }));
    }
    gateway.provider.ready(
        "fn",
        Map.of(),
        replicas.stream().map(FakeReplica::address).toArray(java.net.InetSocketAddress[]::new));
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < calls / 2; i++) {
      answers.add(start("/function/fn"));
    }
    eventually(() -> assertThat(executions).hasValue(calls / 2));
    int lost = replicas.getFirst().requests();

    replicas.getFirst().close();
    for (int i = 0; i < calls / 2; i++) {
      answers.add(start("/function/fn"));
    }
    eventually(() -> assertThat(executions).hasValue(calls));
    dead.countDown();

    int failed = 0;
    for (CompletableFuture<Answer> answer : answers) {
      int status = answer.get(20, TimeUnit.SECONDS).status();
      assertThat(status).isIn(200, 502);
      failed += status == 502 ? 1 : 0;
    }
    assertThat(failed).isEqualTo(lost).isPositive();
    assertThat(executions).hasValue(calls);
    for (FakeReplica replica : replicas) {
      replica.close();
    }
  }

  private void callUntil(CountDownLatch stop, AtomicInteger failed) {
    try (TestClient client = new TestClient(gateway.port())) {
      while (stop.getCount() > 0) {
        client.send("POST /function/fn HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx");
        if (client.read().status() != 200) {
          failed.incrementAndGet();
        }
      }
    } catch (IOException e) {
      failed.incrementAndGet();
    }
  }

  private CompletableFuture<Answer> start(String path) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                answer.complete(TestClient.post(gateway.port(), path, "x"));
              } catch (IOException e) {
                answer.completeExceptionally(e);
              }
            });
    return answer;
  }

  private static Map<String, String> labels(int concurrency, int max, String time) {
    return Map.of(
        CallSettings.CONCURRENCY,
        String.valueOf(concurrency),
        CallSettings.WAITING_MAX,
        String.valueOf(max),
        CallSettings.WAITING_TIME,
        time);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
