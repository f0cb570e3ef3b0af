package dev.gantry.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiJsonTest {

  @Test
  void readsADeploymentAndIgnoresWhatNewerClientsSend() throws InvalidJsonException {
    String json =
        """
        {"service":"fn","image":"a/b:1","envProcess":"cat","envVars":{"A":"b"},"labels":null,
         "limits":{"memory":"20Mi"},"readOnlyRootFilesystem":true,"somethingNew":[1]}
        """;

    FunctionDeployment deployment = ApiJson.read(json.getBytes(UTF_8), FunctionDeployment.class);

    assertThat(deployment.service()).isEqualTo("fn");
    assertThat(deployment.envVars()).containsExactly(Map.entry("A", "b"));
    assertThat(deployment.labels()).isEmpty();
    assertThat(deployment.limits()).isEqualTo(new FunctionResources("20Mi", null));
    assertThat(deployment.readOnlyRootFilesystem()).isTrue();
  }

  @Test
  void writesAStatusWithTheMembersThatAreAlwaysThere() {
    FunctionStatus status = status(0, 0, null);

    assertThat(new String(ApiJson.write(status), UTF_8))
        .isEqualTo(
            "{\"name\":\"fn\",\"image\":\"\",\"labels\":{},\"annotations\":{},"
                + "\"createdAt\":\"2026-01-02T03:04:05Z\"}");
  }

  @Test
  void writesAndReadsTheSameStatus() throws InvalidJsonException {
    FunctionStatus status = status(2, 1, FunctionStatus.State.READY);

    byte[] json = ApiJson.write(status);

    assertThat(new String(json, UTF_8)).contains("\"state\":\"ready\"", "\"replicas\":2");
    assertThat(ApiJson.read(json, FunctionStatus.class)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | not valid JSON",
        "not json | not valid JSON",
        "null | null",
        "[] | not valid JSON",
        "{\"service\":\"a\",\"service\":\"b\"} | not valid JSON",
        "{\"service\":\"a\"}x | not valid JSON",
        "{\"service\":{}} | service",
        "{\"envVars\":{\"A\":[]}} | envVars",
        "{\"labels\":[\"x\"]} | labels"
      })
  void saysWhatIsWrongWithABodyWithoutClassNames(String json, String expected) {
    assertThatThrownBy(() -> ApiJson.read(json.getBytes(UTF_8), FunctionDeployment.class))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageContaining(expected)
        .message()
        .doesNotContain("dev.gantry", "java.");
  }

  @Test
  void neverPrintsASecret() {
    assertThat(new Secret("key", null, "hidden", "hidden".getBytes(UTF_8)).toString())
        .doesNotContain("hidden");
  }

  private static FunctionStatus status(
      long replicas, long available, FunctionStatus.@Nullable State state) {
    return new FunctionStatus(
        "fn",
        "",
        null,
        null,
        Map.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        null,
        null,
        false,
        0,
        replicas,
        available,
        Instant.parse("2026-01-02T03:04:05Z"),
        null,
        state,
        null,
        null,
        null);
  }
}
