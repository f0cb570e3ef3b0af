package dev.gantry.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeploymentRulesTest {

  private static final FunctionDeployment PLAIN = FunctionDeployment.ofCommand("fn", "cat");

  @Test
  void acceptsACommandWithNothingElse() {
    assertThat(DeploymentRules.problems(PLAIN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "dev.gantry.concurrency, -1",
    "dev.gantry.concurrency, many",
    "dev.gantry.waiting.max, 1000001",
    "dev.gantry.waiting.time, soon",
    "dev.gantry.timeout, 1x",
    "com.openfaas.scale.min, x",
    "com.openfaas.scale.max, -1",
    "com.openfaas.scale.factor, 101",
    "com.faas.max_replicas, ten"
  })
  void refusesALabelWithItsNameAndValue(String label, String value) {
    assertThat(DeploymentRules.problems(PLAIN.withLabels(Map.of(label, value))))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.key()).isEqualTo("labels." + label);
              assertThat(problem.value()).isEqualTo(value);
            });
  }

  @Test
  void refusesAMaximumBelowTheMinimum() {
    Map<String, String> labels =
        Map.of("com.openfaas.scale.min", "5", "com.openfaas.scale.max", "2");

    assertThat(DeploymentRules.problems(PLAIN.withLabels(labels)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("scale.max", "2", "5"));
  }

  @Test
  void namesEveryProblem() {
    FunctionDeployment bad =
        new FunctionDeployment(
            "Bad_Name",
            null,
            "NS",
            "cat\0",
            Map.of("A=B", "x", "OK", "a\0b"),
            List.of(),
            List.of("../secret"),
            Map.of(),
            Map.of(),
            new FunctionResources("12x", "-1"),
            null,
            false,
            null,
            null);

    assertThat(DeploymentRules.problems(bad))
        .extracting(Problem::key)
        .containsExactlyInAnyOrder(
            "service",
            "namespace",
            "envVars",
            "envVars.OK",
            "secrets",
            "limits.memory",
            "limits.cpu",
            "envProcess");
  }

  @Test
  void readsTheLimitsOfCallsFromLabelsAndVariables() {
    CallSettings settings =
        CallSettings.of(
            PLAIN
                .withLabels(Map.of("dev.gantry.timeout", "2m", "dev.gantry.waiting.max", "0"))
                .withEnvVars(Map.of("max_inflight", "7", "read_timeout", "8")));

    assertThat(settings.concurrency()).isEqualTo(7);
    assertThat(settings.waitingMax()).isZero();
    assertThat(settings.waitingTime()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.timeout()).contains(Duration.ofMinutes(2));
    assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void readsTheMaximumOf2017WhenThereIsNoNewerOne() {
    assertThat(ScaleBounds.of(Map.of("com.faas.max_replicas", "7")))
        .isEqualTo(new ScaleBounds(1, 7));
    assertThat(ScaleBounds.of(Map.of("com.faas.max_replicas", "7", "com.openfaas.scale.max", "9")))
        .isEqualTo(new ScaleBounds(1, 9));
    assertThat(ScaleBounds.of(Map.of())).isEqualTo(new ScaleBounds(1, 20));
  }
}
