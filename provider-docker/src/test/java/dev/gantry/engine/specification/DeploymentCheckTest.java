package dev.gantry.engine.specification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionDeploymentBuilder;
import dev.gantry.api.FunctionResources;
import dev.gantry.api.Problem;
import dev.gantry.container.FunctionLabels;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentCheckTest {

  private static final Machine MACHINE =
      new Machine("box", "linux", "x86_64", 2, Map.of("disk", "ssd"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "node.platform.os == linux",
        "node.platform.os==linux",
        "node.platform.arch == amd64",
        "node.platform.arch != arm64",
        "node.hostname == box",
        "node.role == manager",
        "engine.labels.disk == ssd"
      })
  void constraintsThatHoldOnThisMachineAreAccepted(String constraint) {
    assertThat(DeploymentCheck.problems(constrained(constraint), MACHINE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "node.platform.os == windows, linux",
    "node.role == worker, manager",
    "node.role != manager, manager",
    "engine.labels.disk == hdd, ssd",
    "node.labels.zone == a, one Docker engine",
    "disk=ssd, node.platform.os == linux",
  })
  void otherConstraintsAreRefusedWithTheReason(String constraint, String reason) {
    List<Problem> problems = DeploymentCheck.problems(constrained(constraint), MACHINE);

    assertThat(problems).extracting(Problem::key).containsExactly("constraints");
    assertThat(problems.getFirst().value()).isEqualTo(constraint);
    assertThat(problems.getFirst().expected()).contains(reason);
  }

  @Test
  void amountsThatTheMachineDoesNotHaveAreRefused() {
    assertThat(keys(resources("1g", "3", null))).containsExactly("limits.cpu");
    assertThat(keys(resources("1g", "5m", null))).containsExactly("limits.cpu");
    assertThat(keys(resources("32Mi", "2", "64Mi"))).containsExactly("requests.memory");
    assertThat(keys(resources("64Mi", "100m", "64Mi"))).isEmpty();
  }

  @Test
  void aLimitBelowTheFloorIsAcceptedAndSaid() {
    FunctionDeployment low = resources("20m", "0.5", null);

    assertThat(DeploymentCheck.problems(low, MACHINE)).isEmpty();
    assertThat(DeploymentCheck.note(low).orElseThrow()).contains("20m", "24 MB");
    assertThat(DeploymentCheck.note(resources("24m", null, null))).isEmpty();
  }

  @Test
  void labelsOfOursAreRefusedAndSoAreBadNamesAndCredentials() {
    FunctionDeployment bad =
        new FunctionDeployment(
            "echo",
            "Bad Image",
            null,
            null,
            Map.of(),
            List.of(),
            List.of(),
            Map.of(FunctionLabels.OWNER, "me", "com.openfaas.annotations.a", "b", "mine", "yes"),
            Map.of(),
            null,
            null,
            false,
            null,
            "!");

    assertThat(keys(bad))
        .containsExactlyInAnyOrder(
            "image",
            "registryAuth",
            "labels.dev.gantry.owner",
            "labels.com.openfaas.annotations.a");
    assertThat(DeploymentCheck.problems(bad, MACHINE).toString()).doesNotContain("\"!\"");
  }

  @Test
  void theGraceIsLongerThanTheWatchdogNeeds() {
    assertThat(Grace.seconds(Map.of())).isEqualTo(35);
    assertThat(Grace.seconds(Map.of("write_timeout", "90", "healthcheck_interval", "1.5s")))
        .isEqualTo(97);
    assertThat(Grace.seconds(Map.of("write_timeout", "0"))).isEqualTo(86_400);
  }

  private static List<String> keys(FunctionDeployment deployment) {
    return DeploymentCheck.problems(deployment, MACHINE).stream().map(Problem::key).toList();
  }

  private static FunctionDeployment constrained(String constraint) {
    return FunctionDeploymentBuilder.of("echo")
        .image("echo")
        .constraints(List.of(constraint))
        .build();
  }

  private static FunctionDeployment resources(
      @Nullable String memory, @Nullable String cpu, @Nullable String reserved) {
    return FunctionDeploymentBuilder.of("echo")
        .image("echo")
        .limits(new FunctionResources(memory, cpu))
        .requests(new FunctionResources(reserved, null))
        .build();
  }
}
