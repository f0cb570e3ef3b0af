package dev.gantry.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "node.platform.os == linux",
        "node.role!=manager",
        "node.labels.com.example.zone == a b",
        "engine.labels.disk == ssd"
      })
  void areTakenAsASwarmTakesThem(String constraint) {
    assertThat(Constraints.problems(List.of(constraint))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "gpu=yes", "node.role = worker", "node.colour == red", "node.role =="})
  void othersAreRefusedByName(String constraint) {
    assertThat(Constraints.problems(List.of(constraint)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.value()).isEqualTo(constraint));
  }
}
