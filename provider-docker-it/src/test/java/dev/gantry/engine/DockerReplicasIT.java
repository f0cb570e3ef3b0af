package dev.gantry.engine;

import static dev.gantry.engine.Playground.awaitReady;
import static dev.gantry.engine.Playground.deployed;
import static dev.gantry.engine.Playground.docker;
import static dev.gantry.engine.Playground.function;
import static dev.gantry.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.RestTier;
import dev.gantry.tck.ReplicaHttp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Containers of a real engine: what they are given, and what happens when they end. */
@ExtendWith(EngineCondition.class)
@Timeout(180)
class DockerReplicasIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Playground playground;
  private DockerProvider provider;

  @BeforeEach
  void open() throws Exception {
    playground = new Playground(folder.resolve("data"));
    provider = playground.open();
  }

  @AfterEach
  void close() throws Exception {
    provider.close();
    playground.close();
  }

  @Test
  void aReplicaThatCrashesIsReplacedAndNothingOfItRemains() throws Exception {
    FunctionName name = deployed(provider, function("crashes"));
    String first = playground.containers().getFirst();

    docker("kill", first);

    eventually(LIMIT, () -> assertThat(playground.containers()).hasSize(1).doesNotContain(first));
    awaitReady(provider, name, 1);
    assertThat(call(name, "hello")).isEqualTo("hello");
  }

  @Test
  void aReplicaThatHangsWithoutEndingIsReplaced() throws Exception {
    FunctionName name = deployed(provider, function("hangs"));
    String first = playground.containers().getFirst();

    docker("kill", "--signal", "STOP", first);

    eventually(
        Duration.ofSeconds(100),
        () -> assertThat(playground.containers()).hasSize(1).doesNotContain(first));
    awaitReady(provider, name, 1);
    assertThat(call(name, "hello")).isEqualTo("hello");
  }

  @Test
  void aPausedReplicaIsNotTakenForOneThatHangs() throws Exception {
    FunctionName resting = deployed(provider, function("resting"));
    FunctionName hanging = deployed(provider, function("hanging"));
    assertThat(provider.rest(resting, RestTier.PAUSED)).isEqualTo(new Done());
    String paused = container(resting);
    String hung = container(hanging);

    docker("kill", "--signal", "STOP", hung);

    // By then the paused one would have been found, too.
    eventually(
        Duration.ofSeconds(100),
        () -> assertThat(playground.containers()).hasSize(2).doesNotContain(hung));
    assertThat(playground.containers()).contains(paused);
    provider.wake(resting);
    awaitReady(provider, resting, 1);
    assertThat(container(resting)).isEqualTo(paused);
    assertThat(call(resting, "hello")).isEqualTo("hello");
  }

  private static String container(FunctionName name) throws Exception {
    return docker(
            "ps", "--quiet", "--no-trunc", "--filter", "label=dev.gantry.function=" + name.name())
        .getFirst();
  }

  @Test
  void aContainerThatSecretsWereHandedOutThroughDoesNotOutliveTheNextStart() throws Exception {
    provider.createSecret("openfaas-fn", "key", "one".getBytes(UTF_8));
    FunctionDeployment keyed = function("keyed").withSecrets(List.of("key"));
    FunctionName name = deployed(provider, keyed);
    String volume = playground.volumes().getFirst();
    provider.close();
    // As after a kill between making and removing it.
    docker(
        "create",
        "--label",
        "dev.gantry.owner=" + playground.owner(),
        "--label",
        "dev.gantry.purpose=secrets",
        "--volume",
        volume + ":/secrets",
        TestImage.NAME);
    assertThat(playground.containers()).hasSize(2);

    provider = playground.open();

    assertThat(playground.containers()).hasSize(1);
    provider.remove(name);
    eventually(LIMIT, () -> assertThat(playground.volumes()).isEmpty());
  }

  @Test
  void nothingRemainsOfALaunchThatWasInterruptedWhileSecretsWereHandedOut() throws Exception {
    provider.createSecret("openfaas-fn", "key", "one".getBytes(UTF_8));
    for (int i = 0; i < 5; i++) {
      FunctionName name = Playground.named("brief");
      provider.deploy(name, function("brief").withSecrets(List.of("key")));

      provider.remove(name);
    }

    eventually(
        LIMIT,
        () -> {
          assertThat(playground.containers()).isEmpty();
          assertThat(playground.volumes()).isEmpty();
        });
  }

  @Test
  void aReplicaThatCannotStartFailsWithItsOwnWords() throws Exception {
    FunctionDeployment broken =
        function("broken").withEnvVars(Map.of("write_timeout", "not a time"));

    assertThat(provider.deploy(Playground.named("broken"), broken)).isEqualTo(new Done());

    eventually(
        LIMIT, () -> assertThat(failure("broken")).contains("exit code").contains("write_timeout"));
  }

  @Test
  void aReplicaThatNeedsTooMuchMemorySaysSo() throws Exception {
    // All of it is in /tmp, which counts, and is written by PID 1's own child: the engine kills.
    FunctionDeployment hungry =
        FunctionDeployments.limited(
            function("hungry")
                .withEnvVars(
                    Map.of(
                        "mode", "http", "upstream_url", "http://127.0.0.1:1", "fprocess", "cat")),
            "24m",
            "1");

    assertThat(provider.deploy(Playground.named("hungry"), hungry)).isEqualTo(new Done());
    // Each container soon ends, and another takes its place.
    eventually(
        LIMIT,
        () -> {
          List<String> now = playground.containers();
          assertThat(now).isNotEmpty();
          assertThat(docker("inspect", "--format", "{{.HostConfig.Memory}}", now.getFirst()))
              .containsExactly(Long.toString(24L << 20));
        });
  }

  @Test
  void secretsAreReadOnlyFilesAlsoOnAReadOnlyRootAndFollowUpdates() throws Exception {
    provider.createSecret("openfaas-fn", "key", "one".getBytes(UTF_8));
    FunctionDeployment keyed =
        FunctionDeployments.readOnly(
            FunctionDeployments.of("keyed", TestImage.NAME, "cat /var/openfaas/secrets/key")
                .withSecrets(List.of("key")));

    FunctionName name = deployed(provider, keyed);
    assertThat(call(name, "")).isEqualTo("one");
    assertThat(provider.updateSecret("openfaas-fn", "key", "two".getBytes(UTF_8)))
        .isEqualTo(new Done());

    assertThat(call(name, "")).isEqualTo("two");
    String seen = String.join("\n", docker("inspect", playground.containers().getFirst()));
    assertThat(seen).doesNotContain("\"one\"", "\"two\"");
    provider.remove(name);
    eventually(LIMIT, () -> assertThat(playground.volumes()).isEmpty());
    assertThat(playground.containers()).isEmpty();
  }

  @Test
  void theRootIsReadOnlyAndTmpIsNot() throws Exception {
    FunctionName name =
        deployed(
            provider,
            FunctionDeployments.readOnly(
                FunctionDeployments.of(
                        "writes",
                        TestImage.NAME,
                        "sh -c 'echo a >/tmp/a && cat /tmp/a; echo b >/b'")
                    .withEnvVars(Map.of("combine_output", "true"))));

    assertThat(call(name, "")).contains("a", "Read-only");
  }

  @Test
  void aRemovedContainerIsReplaced() throws Exception {
    FunctionName name = deployed(provider, function("removed"));
    String before = playground.containers().getFirst();

    docker("rm", "--force", before);

    eventually(LIMIT, () -> assertThat(playground.containers()).hasSize(1).doesNotContain(before));
    awaitReady(provider, name, 1);
  }

  private String call(FunctionName name, String body) throws Exception {
    return ReplicaHttp.post(provider.find(name).orElseThrow(), body).body().strip();
  }

  private String failure(String service) {
    for (Replica replica : provider.find(Playground.named(service)).orElseThrow().replicas()) {
      if (replica.state() instanceof ReplicaState.Failing failing) {
        return failing.reason();
      }
    }
    return "";
  }
}
