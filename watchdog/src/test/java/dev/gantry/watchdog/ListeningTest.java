package dev.gantry.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListeningTest {

  /** The first is what a container of 24 MiB has. */
  @ParameterizedTest
  @CsvSource({"8, 16", "16, 80", "1255, 9992", "8000, 10000", "0, 16"})
  void hasConnectionsAsTheHeapHasRoom(long mebibytes, int most) {
    assertThat(Listening.mostConnections(mebibytes << 20)).isEqualTo(most);
  }
}
