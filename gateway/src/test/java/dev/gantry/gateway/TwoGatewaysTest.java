package dev.gantry.gateway;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.RestTier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TwoGatewaysTest {

  private static final String CALL =
      "POST /function/fn HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx";

  /** The figures of one function in one interval; calls come first. */
  private static final Pattern ROW = Pattern.compile("\\[(\\d+),\\d+,");

  private final FakeReplicas replicas = new FakeReplicas();
  private TwoGateways gateways;

  @BeforeEach
  void start() throws IOException {
    gateways = new TwoGateways(replicas);
  }

  @AfterEach
  void stop() {
    gateways.close();
  }

  @Test
  void listTheCallsOfBoth() throws Exception {
    gateways.deploy("fn", 1);
    call(gateways.first, 3);
    call(gateways.second, 2);

    eventually(
        () -> {
          assertThat(list(gateways.first)).contains("\"invocationCount\":5");
          assertThat(list(gateways.second)).contains("\"invocationCount\":5");
        });
  }

  @Test
  void showTheCallsOfBothInTheirEvents() throws Exception {
    gateways.deploy("fn", 1);
    call(gateways.first, 3);
    // Calls count from when the other was first heard of.
    eventually(
        () -> {
          call(gateways.second, 1);
          assertThat(shownCalls(gateways.first)).isGreaterThan(3);
        });
  }

  @Test
  void oneOfThemActsAndIsReplacedWhenItEnds() throws Exception {
    eventually(
        () -> {
          assertThat(metrics(1)).contains("gantry_gateways 2.0", "gantry_gateway_acts 1.0");
          assertThat(metrics(2)).contains("gantry_gateways 2.0", "gantry_gateway_acts 0.0");
        });

    gateways.first.close();

    eventually(
        () -> assertThat(metrics(2)).contains("gantry_gateways 1.0", "gantry_gateway_acts 1.0"));
  }

  @Test
  void aCallAtTheOtherKeepsAFunctionFromRest() throws Exception {
    FunctionName fn = gateways.deploy("fn", 1);
    replicas.hold();
    try (TestClient client = new TestClient(gateways.second.address().getPort())) {
      client.send(CALL);
      eventually(() -> assertThat(replicas.requests()).isEqualTo(1));

      assertThat(gateways.provider.rest(fn, RestTier.PAUSED))
          .isInstanceOf(ChangeOutcome.Refused.class);

      replicas.release();
      assertThat(client.read().status()).isEqualTo(200);
    }
    call(gateways.second, 1);
    eventually(
        () ->
            assertThat(gateways.provider.rest(fn, RestTier.PAUSED))
                .isEqualTo(new ChangeOutcome.Done()));
    call(gateways.second, 1);
  }

  @Test
  void whoCannotBeAskedKeepsAFunctionFromRestAsLongAsItRuns() throws Exception {
    FunctionName fn = gateways.deploy("fn", 1);
    gateways.further.add(TwoGateways.address(3));

    assertThat(gateways.provider.rest(fn, RestTier.PAUSED))
        .isInstanceOf(ChangeOutcome.Refused.class);

    gateways.further.clear();
    // The other gateway is asked, and may be too busy to answer in time.
    eventually(
        () ->
            assertThat(gateways.provider.rest(fn, RestTier.PAUSED))
                .isEqualTo(new ChangeOutcome.Done()));
  }

  @Test
  void aReplicaIsStoppedWhenTheCallsOfBothHaveEnded() throws Exception {
    FunctionName fn = gateways.deploy("fn", 1);
    replicas.hold();
    try (TestClient client = new TestClient(gateways.second.address().getPort())) {
      client.send(CALL);
      eventually(() -> assertThat(replicas.requests()).isEqualTo(1));
      gateways.provider.scale(fn, 0);
      assertThat(replicas.running()).isEqualTo(1);

      replicas.release();

      assertThat(client.read().status()).isEqualTo(200);
      eventually(() -> assertThat(replicas.running()).isZero());
    }
  }

  /** What changes the replicas goes on all the time, and calls come to both gateways. */
  @Test
  void loseNoCallWhileReplicasComeGoRestAndAreReplaced() throws Exception {
    FunctionName fn = gateways.deploy("fn", 2);
    CountDownLatch stop = new CountDownLatch(1);
    AtomicInteger answered = new AtomicInteger();
    List<String> failed = new ArrayList<>();
    List<Thread> callers = new ArrayList<>();
    for (Gateway gateway : List.of(gateways.first, gateways.second)) {
      for (int i = 0; i < 8; i++) {
        callers.add(Thread.ofVirtual().start(() -> callUntil(stop, gateway, answered, failed)));
      }
    }

    for (int round = 0; round < 10; round++) {
      gateways.provider.scale(fn, 4);
      gateways.provider.scale(fn, 1);
      gateways.provider.rest(fn, RestTier.PAUSED);
      gateways.provider.update(fn, gateways.provider.find(fn).orElseThrow().deployment());
      gateways.provider.scale(fn, 0);
      int before = answered.get();
      eventually(() -> assertThat(answered.get()).isGreaterThan(before + 50));
    }
    stop.countDown();
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(failed).isEmpty();
  }

  private static void callUntil(
      CountDownLatch stop, Gateway gateway, AtomicInteger answered, List<String> failed) {
    try (TestClient client = new TestClient(gateway.address().getPort())) {
      while (stop.getCount() > 0) {
        TestClient.Answer answer = client.send(CALL).read();
        if (answer.status() == 200) {
          answered.incrementAndGet();
        } else {
          note(failed, answer.status() + " " + answer.body());
        }
      }
    } catch (IOException e) {
      note(failed, e.toString());
    }
  }

  private static void note(List<String> failed, String what) {
    synchronized (failed) {
      failed.add(what);
    }
  }

  private static void call(Gateway gateway, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      assertThat(TestClient.post(gateway.address().getPort(), "/function/fn", "x").status())
          .isEqualTo(200);
    }
  }

  private static String list(Gateway gateway) throws IOException {
    return TestClient.call(gateway.address().getPort(), get("/system/functions")).body();
  }

  /** The calls of all intervals that a page is shown at its beginning. */
  private static long shownCalls(Gateway gateway) throws Exception {
    int port = gateway.address().getPort();
    URLConnection events =
        URI.create("http://127.0.0.1:" + port + "/system/events").toURL().openConnection();
    events.setRequestProperty("Authorization", known());
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(events.getInputStream(), StandardCharsets.UTF_8))) {
      String data = lines.lines().filter(line -> line.startsWith("data: ")).findFirst().orElse("");
      return ROW.matcher(data).results().mapToLong(row -> Long.parseLong(row.group(1))).sum();
    }
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: h\r\nAuthorization: " + known() + "\r\n\r\n";
  }

  private static String known() {
    byte[] credentials =
        (TwoGateways.USER + ":" + TwoGateways.PASSWORD).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(credentials);
  }

  private String metrics(int last) throws Exception {
    return new String(
        URI.create("http://127.0.0." + last + ":" + gateways.peerPort() + "/metrics")
            .toURL()
            .openStream()
            .readAllBytes(),
        StandardCharsets.UTF_8);
  }
}
