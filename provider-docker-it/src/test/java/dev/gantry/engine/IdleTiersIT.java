package dev.gantry.engine;

import static dev.gantry.api.ScalingDecision.Action.DOWN;
import static dev.gantry.api.ScalingDecision.Action.PAUSE;
import static dev.gantry.api.ScalingDecision.Action.STOP;
import static dev.gantry.api.ScalingDecision.Action.UP;
import static dev.gantry.api.ScalingDecision.Action.WAKE;
import static dev.gantry.api.ScalingDecision.Action.ZERO;
import static dev.gantry.engine.Playground.deployed;
import static dev.gantry.engine.Playground.docker;
import static dev.gantry.engine.Playground.function;
import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.ApiJson;
import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionScaling;
import dev.gantry.api.IdleTimes;
import dev.gantry.api.ScalingDecision;
import dev.gantry.api.VersionInfo;
import dev.gantry.gateway.Gateway;
import dev.gantry.gateway.GatewaySettings;
import dev.gantry.gateway.scale.ScalingMode;
import dev.gantry.tck.SteadyLoad;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A function of a real engine that nobody calls rests deeper and deeper, and a call wakes it. */
@ExtendWith(EngineCondition.class)
@Timeout(200)
class IdleTiersIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Map<String, String> SLEEPY =
      Map.of(
          IdleTimes.ZERO, "true",
          IdleTimes.PAUSE_AFTER, "3s",
          IdleTimes.STOP_AFTER, "8s",
          IdleTimes.ZERO_AFTER, "14s");

  private static final int CALLS_A_SECOND = 30;

  /** Ten calls a second are enough for one replica. */
  private static final Map<String, String> BUSY =
      Map.of(
          "com.openfaas.scale.type",
          "rps",
          "com.openfaas.scale.target",
          "10",
          "com.openfaas.scale.target-proportion",
          "1",
          "com.openfaas.scale.max",
          "3",
          IdleTimes.ZERO,
          "true",
          IdleTimes.PAUSE_AFTER,
          "25s");

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void pausesStopsGoesToZeroAndComesBackByACall() throws Exception {
    try (Playground playground = new Playground(folder.resolve("data"));
        DockerProvider provider = playground.open();
        Gateway gateway = Gateway.start(settings(), provider)) {
      FunctionName name = deployed(provider, function("sleepy").withLabels(SLEEPY));
      URI base = URI.create("http://127.0.0.1:" + gateway.address().getPort());
      String container = playground.containers().getFirst();

      eventually(LIMIT, () -> assertThat(status(container)).isEqualTo("paused"));
      assertThat(call(base)).isEqualTo("hello");
      assertThat(status(container)).isEqualTo("running");

      eventually(LIMIT, () -> assertThat(status(container)).isEqualTo("exited"));
      assertThat(call(base)).isEqualTo("hello");

      eventually(LIMIT, () -> assertThat(provider.find(name).orElseThrow().desired()).isZero());
      eventually(LIMIT, () -> assertThat(playground.containers()).isEmpty());
      assertThat(call(base)).isEqualTo("hello");

      history(base).forEach(System.out::println);
      assertThat(history(base))
          .extracting(ScalingDecision::action)
          // By now it may be on its way to rest again.
          .startsWith(PAUSE, WAKE, PAUSE, STOP, WAKE, PAUSE, STOP, ZERO, WAKE);
    }
  }

  @Test
  void growsWithLoadShrinksSleepsAndWakesWithoutAFailedCall() throws Exception {
    try (Playground playground = new Playground(folder.resolve("data"));
        DockerProvider provider = playground.open();
        Gateway gateway = Gateway.start(settings(), provider)) {
      FunctionName name = deployed(provider, function("sleepy").withLabels(BUSY));
      URI base = URI.create("http://127.0.0.1:" + gateway.address().getPort());
      try (SteadyLoad load = SteadyLoad.start(base.resolve("/function/sleepy"), CALLS_A_SECOND)) {
        eventually(LIMIT, () -> assertThat(ready(provider, name)).isEqualTo(3));
        assertThat(load.finish()).isEmpty();
        assertThat(load.sent()).isPositive();
      }
      eventually(LIMIT, () -> assertThat(ready(provider, name)).isEqualTo(1));
      eventually(LIMIT, () -> assertThat(playground.containers()).hasSize(1));
      String left = playground.containers().getFirst();
      eventually(LIMIT, () -> assertThat(status(left)).isEqualTo("paused"));

      assertThat(call(base)).isEqualTo("hello");

      history(base).forEach(System.out::println);
      assertThat(history(base))
          .extracting(ScalingDecision::action)
          .startsWith(UP)
          .containsSubsequence(UP, DOWN, PAUSE, WAKE);
    }
  }

  private static int ready(DockerProvider provider, FunctionName name) {
    return provider.find(name).orElseThrow().ready();
  }

  private static String status(String container) throws Exception {
    return docker("inspect", "--format", "{{.State.Status}}", container).getFirst();
  }

  private String call(URI base) throws Exception {
    HttpRequest call =
        HttpRequest.newBuilder(base.resolve("/function/sleepy"))
            .POST(BodyPublishers.ofString("hello"))
            .timeout(LIMIT)
            .build();
    HttpResponse<String> answer = client.send(call, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** What was done, the oldest first. */
  private List<ScalingDecision> history(URI base) throws Exception {
    HttpRequest question = HttpRequest.newBuilder(base.resolve("/system/scaling/sleepy")).build();
    byte[] answer = client.send(question, BodyHandlers.ofByteArray()).body();
    return ApiJson.read(answer, FunctionScaling.class).decisions().reversed();
  }

  private static GatewaySettings settings() {
    return GatewaySettings.onFreePorts(
        Duration.ofSeconds(60), ScalingMode.INTERNAL, new VersionInfo("", "", "test"));
  }
}
