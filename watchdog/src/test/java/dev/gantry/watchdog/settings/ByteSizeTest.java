package dev.gantry.watchdog.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "1048576, 1048576", "64Mi, 67108864", "2G, 2000000000", "512Ki, 524288"})
  void readsBytesAndUnits(String text, long expected) {
    assertThat(ByteSize.parse(text)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5Gi", "1 Mi", "1mib", "99999999999Gi", "Mi"})
  void readsNothingElse(String text) {
    assertThat(ByteSize.parse(text)).isEmpty();
  }
}
