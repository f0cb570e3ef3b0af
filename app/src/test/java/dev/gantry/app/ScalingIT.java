package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.ApiJson;
import dev.gantry.api.FunctionScaling;
import dev.gantry.api.ScalingDecision;
import dev.gantry.api.ScalingDecision.Action;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions of the real program grow with load, shrink in calm, sleep and wake. */
final class ScalingIT {

  /** Each replica takes one call at a time and is meant for that. */
  private static final String WORKER =
      """
      {"service": "work", "envProcess": "sh -c 'sleep 0.2; echo done'",
       "labels": {"com.openfaas.scale.type": "capacity", "com.openfaas.scale.target": "1",
                  "com.openfaas.scale.target-proportion": "1", "com.openfaas.scale.max": "4",
                  "com.openfaas.scale.zero": "true", "com.openfaas.scale.zero-duration": "25s",
                  "dev.gantry.concurrency": "1", "dev.gantry.waiting.time": "60s"}}
      """;

  @TempDir private Path data;

  @Test
  void growsShrinksSleepsAndWakesWithoutAFailedCall() throws Exception {
    try (RunningGantry gantry = RunningGantry.start(data, "--no-samples")) {
      gantry.deploy(WORKER, "work");
      URI function = gantry.gateway().resolve("/function/work");
      try (SteadyCalls calls = SteadyCalls.start(function, 6, Duration.ZERO)) {
        eventually(() -> assertThat(scaling(gantry).availableReplicas()).isEqualTo(4));
        calls.stop();
        assertThat(calls.failures()).isEmpty();
        assertThat(calls.answered()).isPositive();
      }
      eventually(() -> assertThat(scaling(gantry).replicas()).isLessThan(4));
      eventually(() -> assertThat(scaling(gantry).replicas()).isEqualTo(1));
      eventually(() -> assertThat(scaling(gantry).replicas()).isZero());

      assertThat(gantry.post("/function/work", "").body()).isEqualTo("done\n");

      eventually(() -> assertThat(actions(gantry)).endsWith(Action.WAKE));
      assertThat(actions(gantry))
          .startsWith(Action.UP)
          .containsSubsequence(Action.UP, Action.DOWN, Action.ZERO, Action.WAKE);
      assertThat(gantry.output()).contains("scaled").contains("action=\"zero\"");
      eventually(
          () ->
              assertThat(metrics(gantry))
                  .contains(
                      "action=\"wake\",function_name=\"work.openfaas-fn\",signal=\"call\"} 1.0")
                  .contains("gateway_service_min{function_name=\"work.openfaas-fn\"} 1.0")
                  .contains("gateway_service_ready_count{function_name=\"work.openfaas-fn\"} 1.0"));
    }
  }

  /** A thousand callers of a sleeping function make one wake, and each gets an answer. */
  @Test
  void aCrowdWakesASleeperOnce() throws Exception {
    try (RunningGantry gantry = RunningGantry.start(data, "--no-samples")) {
      gantry.deploy("{\"service\":\"work\",\"envProcess\":\"echo done\"}", "work");
      assertThat(gantry.post("/system/scale-function/work", "{\"replicas\":0}").statusCode())
          .isEqualTo(202);
      URI function = gantry.gateway().resolve("/function/work");
      try (SteadyCalls calls = SteadyCalls.start(function, 1_000, Duration.ofHours(1))) {
        eventually(() -> assertThat(calls.answered()).isEqualTo(1_000));
        assertThat(calls.failures()).isEmpty();
      }
      eventually(() -> assertThat(actions(gantry)).containsOnlyOnce(Action.WAKE));
    }
  }

  static FunctionScaling scaling(RunningGantry gantry) throws Exception {
    byte[] json = gantry.get("/system/scaling/work").body().getBytes(StandardCharsets.UTF_8);
    return ApiJson.read(json, FunctionScaling.class);
  }

  /** What was done, in its order. */
  private static List<Action> actions(RunningGantry gantry) throws Exception {
    return scaling(gantry).decisions().reversed().stream().map(ScalingDecision::action).toList();
  }

  private static String metrics(RunningGantry gantry) throws Exception {
    return gantry.send(java.net.http.HttpRequest.newBuilder(gantry.metrics()).GET()).body();
  }
}
