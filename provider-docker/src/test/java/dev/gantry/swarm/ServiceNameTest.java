package dev.gantry.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import org.junit.jupiter.api.Test;

class ServiceNameTest {

  @Test
  void isTheFunctionsOwnInTheDefaultNamespace() {
    assertThat(name("echo", "fn", 1)).isEqualTo("echo");
    assertThat(name("echo", "fn", 2)).isEqualTo("echo__2");
  }

  @Test
  void namesAnotherNamespace() {
    assertThat(name("echo", "dev", 1)).isEqualTo("echo_dev");
    assertThat(name("echo", "dev", 12)).isEqualTo("echo_dev__12");
  }

  @Test
  void isNeverLongerThanASwarmTakesAndStaysUnique() {
    String longest = "a".repeat(63);

    assertThat(name(longest, "dev", 100)).hasSizeLessThanOrEqualTo(63).endsWith("__100");
    assertThat(name(longest, "dev", 1)).isNotEqualTo(name(longest, "test", 1));
    assertThat(name(longest, "fn", 1)).isEqualTo(longest);
  }

  private static String name(String function, String namespace, int generation) {
    return ServiceName.of(new FunctionName(function, namespace), generation, "fn");
  }
}
