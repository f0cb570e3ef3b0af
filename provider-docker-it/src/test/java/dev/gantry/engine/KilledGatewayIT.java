package dev.gantry.engine;

import static dev.gantry.engine.Playground.awaitReady;
import static dev.gantry.engine.Playground.deployed;
import static dev.gantry.engine.Playground.docker;
import static dev.gantry.engine.Playground.function;
import static dev.gantry.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.RestTier;
import dev.gantry.tck.ChildProgram;
import dev.gantry.tck.ReplicaHttp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway that is killed leaves containers that the next one takes over: none more, none twice.
 */
@ExtendWith(EngineCondition.class)
@Timeout(180)
class KilledGatewayIT {

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
  void whatRunsAndWhatRestsIsTakenOverByTheNextOne() throws Exception {
    FunctionName runs = Playground.named("runs");
    FunctionName paused = Playground.named("paused");
    FunctionName stopped = Playground.named("stopped");
    try (DockerProvider first = playground.open()) {
      first.createSecret("openfaas-fn", "key", "value".getBytes(UTF_8));
      deployed(first, function("runs").withSecrets(List.of("key")));
      assertThat(first.scale(runs, 2)).isEqualTo(new Done());
      awaitReady(first, runs, 2);
      deployed(first, function("paused"));
      deployed(first, function("stopped"));
      assertThat(first.rest(paused, RestTier.PAUSED)).isEqualTo(new Done());
      assertThat(first.rest(stopped, RestTier.STOPPED)).isEqualTo(new Done());
      eventually(() -> assertThat(states(first, paused)).containsExactly(rests(RestTier.PAUSED)));
      eventually(() -> assertThat(states(first, stopped)).containsExactly(rests(RestTier.STOPPED)));
    }
    List<String> before = sorted(playground.containers());
    assertThat(before).hasSize(4);

    try (ChildProgram killed = ProviderProgram.start(playground.settings())) {
      assertThat(killed.line()).isEqualTo("ready");
      killed.kill();
    }
    String halfMade =
        docker("create", "--label", "dev.gantry.owner=" + playground.owner(), TestImage.NAME)
            .getLast();

    try (DockerProvider second = playground.open()) {
      awaitReady(second, runs, 2);
      assertThat(sorted(playground.containers())).isEqualTo(before).doesNotContain(halfMade);
      assertThat(states(second, paused)).containsExactly(rests(RestTier.PAUSED));
      assertThat(states(second, stopped)).containsExactly(rests(RestTier.STOPPED));
      assertThat(second.wake(paused)).isEqualTo(new Done());
      assertThat(second.wake(stopped)).isEqualTo(new Done());
      awaitReady(second, paused, 1);
      awaitReady(second, stopped, 1);
      assertThat(sorted(playground.containers())).isEqualTo(before);
      assertThat(ReplicaHttp.post(second.find(stopped).orElseThrow(), "hi").body()).isEqualTo("hi");
      for (FunctionName name : List.of(runs, paused, stopped)) {
        second.remove(name);
      }
      eventually(Duration.ofSeconds(40), () -> assertThat(playground.containers()).isEmpty());
      eventually(() -> assertThat(playground.volumes()).isEmpty());
    }
  }

  @Test
  void whatDiedMeanwhileIsStartedAgainOnce() throws Exception {
    FunctionName name = Playground.named("died");
    try (DockerProvider first = playground.open()) {
      deployed(first, function("died"));
    }
    String dead = playground.containers().getFirst();
    docker("kill", dead);

    try (DockerProvider second = playground.open()) {
      awaitReady(second, name, 1);
      eventually(() -> assertThat(playground.containers()).hasSize(1).doesNotContain(dead));
    }
  }

  private static ReplicaState rests(RestTier tier) {
    return new ReplicaState.Resting(tier);
  }

  private static List<ReplicaState> states(DockerProvider provider, FunctionName name) {
    return provider.find(name).orElseThrow().replicas().stream()
        .map(replica -> replica.state())
        .toList();
  }

  private static List<String> sorted(List<String> containers) {
    List<String> sorted = new ArrayList<>(containers);
    sorted.sort(null);
    return sorted;
  }
}
