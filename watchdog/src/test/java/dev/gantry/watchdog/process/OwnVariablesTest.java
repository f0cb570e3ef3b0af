package dev.gantry.watchdog.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnVariablesTest {

  @Test
  void areThoseOfThisProgram() {
    assertThat(OwnVariables.read()).isEqualTo(System.getenv());
  }

  @Test
  void keepBytesThatAreNoText() {
    assertThat(parsed("A=\u00ff\0\u00fe=b\0")).isEqualTo(Map.of("A", "\udcff", "\udcfe", "b"));
  }

  @Test
  void mayBeEmptyAndHaveEqualsSigns() {
    assertThat(parsed("A=\0B=c=d\0")).isEqualTo(Map.of("A", "", "B", "c=d"));
  }

  @Test
  void countOnceAndNeedAName() {
    assertThat(parsed("A=1\0A=2\0=x\0B\0\0C=3")).isEqualTo(Map.of("A", "1", "C", "3"));
  }

  private static Map<String, String> parsed(String latin1) {
    return OwnVariables.parsed(latin1.getBytes(ISO_8859_1));
  }
}
