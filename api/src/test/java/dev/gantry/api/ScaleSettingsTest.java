package dev.gantry.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleSettingsTest {

  private static Map<String, String> labels(String... pairs) {
    Map<String, String> labels = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      labels.put(pairs[i], pairs[i + 1]);
    }
    return labels;
  }

  private static List<Problem> problems(Map<String, String> labels) {
    return DeploymentRules.problems(FunctionDeployment.ofCommand("fn", "cat").withLabels(labels));
  }

  @Test
  void withoutLabelsStepsOfAFifthUpToTwenty() {
    assertThat(ScaleSettings.of(Map.of()))
        .isEqualTo(
            new ScaleSettings(
                ScaleSettings.Policy.STEP,
                new ScaleBounds(1, 20),
                20,
                50,
                0.9,
                Duration.ZERO,
                Optional.empty()));
    assertThat(ScaleSettings.of(Map.of()).step()).isEqualTo(4);
  }

  @Test
  void readsEveryLabel() {
    Map<String, String> labels =
        labels(
            "com.openfaas.scale.type", "capacity",
            "com.openfaas.scale.min", "2",
            "com.openfaas.scale.max", "7",
            "com.openfaas.scale.factor", "50",
            "com.openfaas.scale.target", "12.5",
            "com.openfaas.scale.target-proportion", "0.7",
            "com.openfaas.scale.down.window", "2m",
            "com.openfaas.scale.zero", "true",
            "com.openfaas.scale.zero-duration", "10m",
            "dev.gantry.idle.pause-after", "30s",
            "dev.gantry.idle.stop-after", "0");

    assertThat(problems(labels)).isEmpty();
    assertThat(ScaleSettings.of(labels))
        .isEqualTo(
            new ScaleSettings(
                ScaleSettings.Policy.CAPACITY,
                new ScaleBounds(2, 7),
                50,
                12.5,
                0.7,
                Duration.ofMinutes(2),
                Optional.of(
                    new IdleTimes(Duration.ofSeconds(30), Duration.ZERO, Duration.ofMinutes(10)))));
    assertThat(ScaleSettings.of(labels).step()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 60, 300, 900",
    "30s, 2, 10, 30",
    "1h, 240, 1200, 3600",
  })
  void tiersOfWhichNothingIsSaidFollowTheTimeToZero(
      String zeroAfter, int pause, int stop, int zero) {
    Map<String, String> labels = labels(IdleTimes.ZERO, "1");
    if (!zeroAfter.isEmpty()) {
      labels.put(IdleTimes.ZERO_AFTER, zeroAfter);
    }

    assertThat(ScaleSettings.of(labels).idle())
        .contains(
            new IdleTimes(
                Duration.ofSeconds(pause), Duration.ofSeconds(stop), Duration.ofSeconds(zero)));
  }

  @ParameterizedTest
  @CsvSource({
    "com.openfaas.scale.type, queue, 'step, rps, capacity or cpu'",
    "com.openfaas.scale.type, RPS, 'step, rps, capacity or cpu'",
    "com.openfaas.scale.factor, 101, a whole number from 0 to 100",
    "com.openfaas.scale.factor, -1, a whole number from 0 to 100",
    "com.openfaas.scale.target, 0, a number above 0",
    "com.openfaas.scale.target, many, a number above 0",
    "com.openfaas.scale.target-proportion, 1.1, a number above 0 and at most 1",
    "com.openfaas.scale.target-proportion, 0, a number above 0 and at most 1",
    "com.openfaas.scale.down.window, 6m, 'a duration of at most 5m, such as 30s'",
    "com.openfaas.scale.down.window, soon, 'a duration of at most 5m, such as 30s'",
    "com.openfaas.scale.zero, yes, 'true, 1, false or 0'",
    "com.openfaas.scale.zero-duration, 0, a time span above 0",
    "com.openfaas.scale.zero-duration, never, 'whole seconds such as 30, or a duration such as 1.5s, 250ms or 1m30s'",
    "dev.gantry.idle.pause-after, x, 'whole seconds such as 30, or a duration such as 1.5s, 250ms or 1m30s'",
    "dev.gantry.idle.stop-after, x, 'whole seconds such as 30, or a duration such as 1.5s, 250ms or 1m30s'",
    "dev.gantry.idle.stop-after, 16m, 'at most com.openfaas.scale.zero-duration, which is 900000ms'",
    "dev.gantry.idle.pause-after, 6m, 'at most dev.gantry.idle.stop-after, which is 300000ms'",
    "dev.gantry.idle.pause-after, 16m, 'at most com.openfaas.scale.zero-duration, which is 900000ms'",
  })
  void refusesWithLabelValueAndWhatIsAllowed(String label, String value, String expected) {
    assertThat(problems(labels(label, value)))
        .containsExactly(new Problem("labels." + label, value, expected));
  }
}
