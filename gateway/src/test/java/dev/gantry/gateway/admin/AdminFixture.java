package dev.gantry.gateway.admin;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.api.VersionInfo;
import dev.gantry.gateway.auth.Guard;
import dev.gantry.gateway.contract.Answer;
import dev.gantry.gateway.contract.CheckedEndpoint;
import dev.gantry.gateway.contract.Requests;
import dev.gantry.gateway.live.LiveFeed;
import dev.gantry.gateway.live.OtherGateways;
import dev.gantry.gateway.metrics.PrometheusMeters;
import dev.gantry.gateway.replica.ReplicaTable;
import dev.gantry.gateway.scale.Fleet;
import dev.gantry.gateway.scale.Scaling;
import dev.gantry.gateway.scale.ScalingMode;
import dev.gantry.tck.MemoryProvider;
import dev.gantry.tck.MemorySettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** A REST API over a provider in memory; every answer is checked against the OpenAPI document. */
final class AdminFixture implements AutoCloseable {

  static final VersionInfo VERSION = new VersionInfo("make it so", "abc123", "1.2.3");
  static final String ECHO = "{\"service\":\"echo\",\"envProcess\":\"cat\"}";
  static final FunctionName ECHO_NAME = new FunctionName("echo", "openfaas-fn");

  static final Map<String, byte[]> PORTAL =
      Map.of(
          "index.html", "<title>Gantry</title>".getBytes(StandardCharsets.UTF_8),
          "style.css", "body { margin: 0 }".getBytes(StandardCharsets.UTF_8));

  final MemoryProvider provider;
  final PrometheusMeters meters = new PrometheusMeters(VERSION);
  final Scaling scaling;
  final LiveFeed feed = new LiveFeed(meters, OtherGateways.NONE);
  final RestApi api;
  private final CheckedEndpoint checked;

  AdminFixture() {
    this(MemorySettings.DEFAULT, Duration.ofMinutes(1));
  }

  AdminFixture(MemorySettings settings, Duration logLimit) {
    this(settings, logLimit, ScalingMode.INTERNAL);
  }

  AdminFixture(MemorySettings settings, Duration logLimit, ScalingMode mode) {
    provider = new MemoryProvider(settings);
    scaling = new Scaling(provider, meters, Fleet.ALONE, mode, Clock.systemUTC());
    ReplicaTable table = new ReplicaTable(scaling::wake, meters, "openfaas-fn", Runnable::run);
    provider.watch(scaling.watching(table));
    api =
        new RestApi(
            provider,
            meters,
            scaling,
            feed,
            Guard.loopbackOnly(),
            new RestSettings("openfaas-fn", VERSION, logLimit, PORTAL));
    checked = new CheckedEndpoint(api);
  }

  Answer ask(String method, String target) throws InterruptedException {
    return checked.ask(method, target);
  }

  Answer ask(String method, String target, String body) throws InterruptedException {
    return checked.ask(method, target, body);
  }

  Answer ask(Requests request) throws InterruptedException {
    return checked.ask(request);
  }

  /** As a client that reads problem documents asks. */
  Answer askForJson(String method, String target, String body) throws InterruptedException {
    return checked.ask(Requests.of(method, target).body(body).header("accept", "application/json"));
  }

  /** The only replica of {@link #ECHO}, once it takes calls. */
  String readyReplica() throws Exception {
    eventually(() -> assertThat(provider.find(ECHO_NAME).orElseThrow().ready()).isEqualTo(1));
    return provider.find(ECHO_NAME).orElseThrow().replicas().getFirst().id();
  }

  @Override
  public void close() {
    provider.close();
  }
}
