package dev.gantry.engine;

import static dev.gantry.engine.Playground.deployed;
import static dev.gantry.engine.Playground.docker;
import static dev.gantry.engine.Playground.function;
import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.host.folder.CannotStartException;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.Failed;
import dev.gantry.provider.ChangeOutcome.Refused;
import dev.gantry.tck.ReplicaHttp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be done is refused with the reason, and strangers are left alone. */
@ExtendWith(EngineCondition.class)
@Timeout(180)
class BadInputIT {

  @TempDir Path folder;
  private Playground playground;

  @BeforeEach
  void prepare() {
    playground = new Playground(folder.resolve("data"));
  }

  @AfterEach
  void clean() throws Exception {
    playground.close();
  }

  @Test
  void nothingHalfMadeIsLeftOfWhatIsRefused() throws Exception {
    try (DockerProvider provider = playground.open()) {
      FunctionDeployment fine = function("bad");
      assertRefused(
          provider, FunctionDeployments.constrained(fine, "node.role == worker"), "manager");
      assertRefused(provider, FunctionDeployments.limited(fine, "64m", "1000"), "limits.cpu");
      assertRefused(provider, fine.withSecrets(List.of("absent")), "absent");
      assertThat(deploy(provider, FunctionDeployments.of("bad", "127.0.0.1:1/no/image:1", "cat")))
          .isInstanceOfSatisfying(
              Failed.class, failed -> assertThat(failed.why()).contains("connection refused"));

      assertThat(provider.find(Playground.named("bad"))).isEmpty();
      assertThat(playground.containers()).isEmpty();
      assertThat(playground.volumes()).isEmpty();
    }
  }

  private static ChangeOutcome deploy(DockerProvider provider, FunctionDeployment deployment) {
    return provider.deploy(Playground.named(deployment.service()), deployment);
  }

  private static void assertRefused(
      DockerProvider provider, FunctionDeployment deployment, String reason) {
    assertThat(deploy(provider, deployment))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.problems().toString()).contains(reason));
  }

  @Test
  void aStrangersNetworkIsRefusedAndStays() throws Exception {
    docker("network", "create", playground.network());

    assertThatThrownBy(playground::open)
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining(playground.network())
        .hasMessageContaining("somebody else");
    assertThat(docker("network", "ls", "--quiet", "--filter", "name=" + playground.network()))
        .hasSize(1);
  }

  @Test
  void aStrangersContainerIsInTheWayAndIsNotTouched() throws Exception {
    try (DockerProvider provider = playground.open()) {
      FunctionName name = deployed(provider, function("first"));
      String replica = provider.find(name).orElseThrow().replicas().getFirst().id();
      String next = replica.replaceFirst("first-([0-9]+)-[0-9]+$", "second-$1-");
      String suffix = playground.owner().substring(0, 8);
      String stranger = "";
      for (int i = 1; i < 6; i++) {
        stranger = docker("create", "--name", next + i + "." + suffix, TestImage.NAME).getLast();
      }
      FunctionName second = Playground.named("second");

      assertThat(provider.deploy(second, function("second"))).isEqualTo(new Done());

      eventually(
          Duration.ofSeconds(60),
          () ->
              assertThat(provider.find(second).orElseThrow().replicas().toString())
                  .contains("already in use"));
      assertThat(docker("inspect", "--format", "{{.State.Status}}", stranger))
          .containsExactly("created");
      for (int i = 1; i < 6; i++) {
        docker("rm", next + i + "." + suffix);
      }
    }
  }

  @Test
  void twoInstallationsDoNotTouchOneAnother() throws Exception {
    Playground other = new Playground(folder.resolve("other"));
    try (other;
        DockerProvider provider = playground.open()) {
      FunctionName name = deployed(provider, function("same"));
      List<String> mine = playground.containers();
      try (DockerProvider second = other.open()) {
        deployed(second, function("same"));
        second.remove(name);
        eventually(Duration.ofSeconds(60), () -> assertThat(other.containers()).isEmpty());
      }
      assertThat(playground.containers()).isEqualTo(mine);
      assertThat(provider.find(name).orElseThrow().ready()).isEqualTo(1);
    }
  }

  @Test
  void publishedPortsAreReachedToo() throws Exception {
    DockerProviderSettings published = playground.settings().withAccess(ReplicaAccess.PUBLISHED);
    try (DockerProvider provider = DockerProvider.open(published)) {
      FunctionName name = deployed(provider, function("published"));

      var state = provider.find(name).orElseThrow();
      assertThat(provider.isPublished()).isTrue();
      assertThat(
              state.replicas().getFirst().address().orElseThrow().getAddress().isLoopbackAddress())
          .isTrue();
      assertThat(ReplicaHttp.post(state, "hello").body()).isEqualTo("hello");
    }
  }

  @Test
  void theProbeFindsTheNetworkOfAnEngineOnThisMachine() throws Exception {
    try (DockerProvider provider = playground.open()) {
      assertThat(provider.isPublished()).isFalse();
    }
  }
}
