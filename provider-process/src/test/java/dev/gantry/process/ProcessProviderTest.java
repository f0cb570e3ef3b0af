package dev.gantry.process;

import static dev.gantry.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionResources;
import dev.gantry.api.Problem;
import dev.gantry.api.ScaleBounds;
import dev.gantry.host.folder.CannotStartException;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.Refused;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.ProviderException;
import dev.gantry.tck.ReplicaHttp;
import dev.gantry.tck.ReplicaHttp.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessProviderTest {

  private static final FunctionName FN = new FunctionName("fn", "openfaas-fn");

  @TempDir Path folder;
  private ProcessProvider provider;

  @BeforeEach
  void open() throws Exception {
    provider = ProcessProvider.open(ProcessProviderSettings.in(folder));
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void answersCallsByProcesses() throws Exception {
    deploy(command("tr a-z A-Z"));

    assertThat(call("hello")).isEqualTo(new Answer(200, "HELLO"));
  }

  @Test
  void aProcessSeesItsOwnVariablesAndNothingOfTheGateways() throws Exception {
    deploy(command("env").withEnvVars(Map.of("mine", "yes", "cgi_headers", "false")));

    List<String> names =
        Arrays.stream(call("").body().split("\n", -1))
            .filter(line -> line.contains("="))
            .map(line -> line.substring(0, line.indexOf('=')))
            .toList();

    assertThat(names)
        .containsExactlyInAnyOrder(
            "PATH",
            "HOME",
            "OPENFAAS_NAME",
            "OPENFAAS_NAMESPACE",
            "SECRETS_DIR",
            "fprocess",
            "mine",
            "cgi_headers");
  }

  @Test
  void aHomeIsKeptUntilTheFunctionIsRemoved() throws Exception {
    deploy(command("sh -c 'pwd; echo x >> seen; wc -l < seen'"));
    String home = folder.toRealPath().resolve("functions/openfaas-fn/fn/home").toString();

    assertThat(call("").body().lines()).containsExactly(home, "1");
    provider.update(FN, command("sh -c 'wc -l < $HOME/seen'"));
    awaitOneReplica();
    assertThat(call("").body().strip()).isEqualTo("1");

    provider.remove(FN);
    eventually(() -> assertThat(Path.of(home)).doesNotExist());
    deploy(command("ls -A"));
    assertThat(call("").body()).isEmpty();
  }

  @Test
  void aNewFunctionFindsNothingOfOneWhoseRemovalFailed() throws Exception {
    Path remains = Files.createDirectories(folder.resolve("functions/openfaas-fn/fn"));
    Files.writeString(Files.createDirectory(remains.resolve("home")).resolve("x"), "old");
    Files.writeString(Files.createDirectory(remains.resolve("secrets")).resolve("key"), "old");

    deploy(command("sh -c 'ls -A $HOME $SECRETS_DIR | grep -v :'"));

    assertThat(call("").body()).isBlank();
  }

  @Test
  void refusesVariablesThatNoProcessCanBeStartedWith() {
    Map<String, String> tooLong = Map.of("A", "x".repeat(128 << 10));
    Map<String, String> many = new HashMap<>();
    IntStream.range(0, 11).forEach(i -> many.put("A" + i, "x".repeat(100_000)));

    assertThat(provider.deploy(FN, command("cat").withEnvVars(tooLong)).toString())
        .contains("envVars.A", "at most 128 KiB");
    assertThat(provider.deploy(FN, command("cat").withEnvVars(many)).toString())
        .contains("envVars", "at most 1 MiB");
  }

  @Test
  void refusesAModeThatWantsAPortForEachReplica() {
    Map<String, String> http = Map.of("mode", "http", "upstream_url", "http://127.0.0.1:3000");

    assertThat(provider.deploy(FN, command("cat").withEnvVars(http)).toString())
        .contains("envVars.mode", "http", "streaming, serializing or not set");
  }

  @Test
  void secretsAreFilesThatChangeInPlaceAndGoWhenTheyAreNotDeclared() throws Exception {
    provider.createSecret("openfaas-fn", "key", "one".getBytes(UTF_8));
    provider.createSecret("openfaas-fn", "other", "hidden".getBytes(UTF_8));
    String show = "sh -c 'cd $SECRETS_DIR; for f in *; do echo $f: $(cat $f); done'";
    deploy(command(show).withSecrets(List.of("key")));
    assertThat(call("").body()).isEqualTo("key: one\n");

    provider.updateSecret("openfaas-fn", "key", "two".getBytes(UTF_8));
    assertThat(call("").body()).isEqualTo("key: two\n");

    provider.update(FN, command(show).withSecrets(List.of("other")));
    awaitOneReplica();
    eventually(() -> assertThat(call("").body()).isEqualTo("other: hidden\n"));
  }

  @Test
  void aMissingProgramIsRefusedByName() {
    assertRefused(command("no-such-program --flag"), "envProcess", "no-such-program");
    assertRefused(command("/etc/passwd"), "envProcess", "/etc/passwd");
    assertRefused(command("./handler"), "envProcess", "./handler");
    assertRefused(command("cat").withEnvVars(Map.of("PATH", "/nowhere")), "envProcess", "cat");
  }

  @Test
  void allBadValuesAreRefusedAtOnce() {
    FunctionDeployment bad =
        command("no-such-program")
            .withEnvVars(Map.of("read_timeout", "soon", "max_inflight", "-1"))
            .withSecrets(List.of("absent"));

    ChangeOutcome outcome = provider.deploy(FN, bad);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(Problem::key)
                    .containsExactlyInAnyOrder(
                        "secrets", "envVars.read_timeout", "envVars.max_inflight", "envProcess"));
    assertThat(provider.find(FN)).isEmpty();
    assertThat(folder.resolve("functions/openfaas-fn/fn")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"static", "http", "afterburn"})
  void modesWithoutAProcessForEachCallAreRefused(String mode) {
    assertRefused(command("cat").withEnvVars(Map.of("mode", mode)), "envVars.mode", mode);
    assertRefused(command(" ").withEnvVars(Map.of("mode", mode)), "envVars.mode", mode);
    assertThat(provider.find(FN)).isEmpty();
  }

  @Test
  void aRefusedModeTellsNothingAboutTheMachinesFiles() {
    Map<String, String> there = Map.of("mode", "static", "static_path", folder.toString());
    Map<String, String> absent = Map.of("mode", "static", "static_path", folder + "/absent");

    assertThat(provider.deploy(FN, command("cat").withEnvVars(there)))
        .isInstanceOf(Refused.class)
        .isEqualTo(provider.deploy(FN, command("cat").withEnvVars(absent)));
  }

  @Test
  void aCommandWithAnOpenQuoteIsRefused() {
    assertRefused(command("sh -c 'echo"), "envProcess", "sh -c 'echo");
  }

  @Test
  void moreReplicasThanAMachineHasRoomForAreRefused() throws Exception {
    deploy(command("cat"));

    assertThat(provider.scale(FN, 1_000_000)).isInstanceOf(Refused.class);
    assertThat(provider.update(FN, command("cat").withLabels(Map.of(ScaleBounds.MIN, "9999"))))
        .isInstanceOf(Refused.class);

    assertThat(provider.find(FN).orElseThrow().desired()).isEqualTo(1);
  }

  @Test
  void whatIsNotEnforcedIsSaid() throws Exception {
    FunctionDeployment plain = command("cat");
    deploy(
        new FunctionDeployment(
            "fn",
            "example/image",
            null,
            plain.envProcess(),
            Map.of(),
            List.of("node.role == worker"),
            List.of(),
            Map.of(),
            Map.of(),
            new FunctionResources("64Mi", null),
            null,
            true,
            null,
            "secret-credentials"));

    var state = provider.find(FN).orElseThrow();
    assertThat(state.note().orElseThrow())
        .contains("limits", "constraints", "readOnlyRootFilesystem")
        .doesNotContain("requests");
    assertThat(state.deployment().registryAuth()).isNull();
    assertThat(state.deployment().image()).isEqualTo("example/image");
  }

  @Test
  void logsSurviveAReopen() throws Exception {
    deploy(command("sh -c 'echo to the log >&2'").withEnvVars(Map.of("combine_output", "false")));
    call("");
    String instance = provider.find(FN).orElseThrow().replicas().getFirst().id();
    eventually(() -> assertThat(log()).anyMatch(line -> line.endsWith("to the log")));

    provider.close();
    open();

    assertThat(log()).anyMatch(line -> line.endsWith("to the log"));
    eventually(() -> assertThat(provider.find(FN).orElseThrow().ready()).isEqualTo(1));
    assertThat(provider.find(FN).orElseThrow().replicas().getFirst().id()).isNotEqualTo(instance);
  }

  @Test
  void aProgramThatVanishedIsAFailingReplicaAfterAReopen() throws Exception {
    Path program = Files.createFile(folder.resolve("program"));
    Files.writeString(program, "#!/bin/sh\necho here\n");
    program.toFile().setExecutable(true, false);
    deploy(command(program.toString()));
    provider.close();
    Files.delete(program);

    open();

    eventually(
        () ->
            assertThat(provider.find(FN).orElseThrow().replicas().getFirst().state().toString())
                .contains("Failing", program.toString()));
  }

  @Test
  void callsNoticeNothingOfAnUpdate() throws Exception {
    deploy(command("echo old"));
    Thread caller =
        Thread.startVirtualThread(
            () -> {
              for (int i = 0; i < 20; i++) {
                provider.update(FN, command("echo new-" + i));
              }
            });
    try (var table = new SmallTable(provider)) {
      int calls = 0;
      while (caller.isAlive() || calls == 0) {
        assertThat(table.call(FN).status()).isEqualTo(200);
        calls++;
      }
      eventually(() -> assertThat(table.call(FN).body()).isEqualTo("new-19\n"));
    }
  }

  @Test
  void aSecondProviderOnTheFolderIsRefused() {
    assertThatThrownBy(() -> ProcessProvider.open(ProcessProviderSettings.in(folder)))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("used by process");
  }

  @Test
  void whatIsLeftOfFunctionsThatAreNotThereIsRemovedAtOpen() throws Exception {
    provider.close();
    Path remains = folder.resolve("functions/openfaas-fn/gone/home");
    Files.createDirectories(remains);
    Path log = Files.writeString(folder.resolve("logs/gone.openfaas-fn.log"), "x\n");

    open();

    assertThat(remains.getParent()).doesNotExist();
    assertThat(log).doesNotExist();
  }

  @Test
  void afterCloseWritesSayThatItIsClosed() {
    provider.close();

    assertThatThrownBy(() -> provider.deploy(FN, command("cat")))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("closed");
  }

  private void deploy(FunctionDeployment deployment) throws Exception {
    assertThat(provider.deploy(FN, deployment)).isEqualTo(new Done());
    eventually(() -> assertThat(provider.find(FN).orElseThrow().ready()).isEqualTo(1));
  }

  /** Until the old replica is gone, whose calls nobody lets finish: there is no gateway here. */
  private void awaitOneReplica() throws Exception {
    eventually(() -> assertThat(provider.find(FN).orElseThrow().replicas()).hasSize(1));
  }

  private Answer call(String body) throws Exception {
    return ReplicaHttp.post(provider.find(FN).orElseThrow(), body);
  }

  private void assertRefused(FunctionDeployment deployment, String key, String value) {
    assertThat(provider.deploy(FN, deployment))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.problems())
                    .anySatisfy(
                        problem -> {
                          assertThat(problem.key()).isEqualTo(key);
                          assertThat(problem.value()).isEqualTo(value);
                        }));
  }

  private List<String> log() throws InterruptedException {
    LogQuery query =
        new LogQuery(FN, Optional.empty(), OptionalInt.empty(), Optional.empty(), false);
    try (var stream = provider.logs(query).orElseThrow()) {
      Stream.Builder<String> lines = Stream.builder();
      for (var line = stream.next(); line != null; line = stream.next()) {
        lines.add(line.text());
      }
      return lines.build().toList();
    }
  }

  private static FunctionDeployment command(String command) {
    return FunctionDeployment.ofCommand("fn", command);
  }
}
