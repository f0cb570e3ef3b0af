package dev.gantry.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantityTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "20m, 20971520",
    "20mb, 20971520",
    "5Mi, 5242880",
    "1g, 1073741824",
    "1.5Gi, 1610612736",
    "500M, 500000000",
    "64Ki, 65536",
    "0.0000001t, 109951"
  })
  void readsSizesOfDockerAndKubernetes(String text, long bytes) {
    assertThat(Quantity.memoryBytes(text)).hasValue(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "-1", "1x", "m", "1 Mi", "1e3", ".5", "99999999t", "1Mib", "NaN", "0.1"})
  void refusesWhatIsNoSize(String text) {
    assertThat(Quantity.memoryBytes(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"100m, 100", "0.5, 500", "2, 2000", "1.25, 1250", "0.001, 1"})
  void readsProcessors(String text, long millis) {
    assertThat(Quantity.cpuMillis(text)).hasValue(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0m", "-1", "1Mi", "100M", "half", "0.0001"})
  void refusesWhatIsNoAmountOfProcessors(String text) {
    assertThat(Quantity.cpuMillis(text)).isEmpty();
  }
}
