package dev.gantry.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiJsonTypesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"replicas\":1.5}",
        "{\"replicas\":1.0}",
        "{\"replicas\":\"1\"}",
        "{\"replicas\":true}",
        "{\"replicas\":99999999999999999999}",
        "{\"serviceName\":5}",
        "{\"serviceName\":1.5}",
        "{\"serviceName\":false}",
        "{\"serviceName\":[\"a\"]}"
      })
  void aValueOfAnotherTypeIsNotTurnedIntoTheRightOne(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(InvalidJsonException.class);
  }

  @Test
  void theRightTypesAreRead() throws Exception {
    assertThat(read("{\"serviceName\":\"5\",\"replicas\":1}"))
        .isEqualTo(new ScaleRequest("5", 1L, null));
  }

  private static ScaleRequest read(String json) throws InvalidJsonException {
    return ApiJson.read(json.getBytes(StandardCharsets.UTF_8), ScaleRequest.class);
  }
}
