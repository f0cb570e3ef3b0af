package dev.gantry.process;

import static dev.gantry.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.host.folder.CannotStartException;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.tck.ReplicaHttp;
import dev.gantry.tck.ReplicaHttp.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A provider that runs as root gives functions another user's rights. */
@EnabledIfSystemProperty(
    named = "user.name",
    matches = "root",
    disabledReason = "only root can run functions as another user")
class FunctionUserIT {

  private static final FunctionName FN = new FunctionName("fn", "openfaas-fn");

  @TempDir Path folder;

  @Test
  void functionsCannotGetRootsRightsBack() throws Exception {
    try (ProcessProvider provider = open("nobody")) {
      deploy(
          provider,
          FunctionDeployment.ofCommand(
              "fn",
              "sh -c 'id -un; id -G; grep -E \"NoNewPrivs|CapPrm|CapBnd\" /proc/self/status'"));

      List<String> lines = call(provider).body().lines().toList();

      assertThat(lines.get(0)).isEqualTo("nobody");
      assertThat(lines.get(1).split(" ", -1)).hasSize(2).doesNotContain("0");
      assertThat(lines).contains("NoNewPrivs:\t1", "CapPrm:\t0000000000000000");
    }
  }

  @Test
  void functionsReadTheirHomeAndSecretsAndNothingElse() throws Exception {
    try (ProcessProvider provider = open("nobody")) {
      provider.createSecret("openfaas-fn", "mine", "my value".getBytes(UTF_8));
      provider.createSecret("openfaas-fn", "theirs", "their value".getBytes(UTF_8));
      String script =
          "cd $HOME && echo x > file && cat $SECRETS_DIR/mine; ls $SECRETS_DIR; "
              + "for f in gantry.db gantry.db-wal processes lock native logs"
              + " logs/fn.openfaas-fn.log functions functions/openfaas-fn"
              + " functions/openfaas-fn/fn; do "
              + "ls -d $DATA/$f > /dev/null && (cat $DATA/$f || ls $DATA/$f/) 2>/dev/null"
              + " && echo READ $f; "
              + "touch $DATA/$f/new 2>/dev/null && echo WROTE $f; done; "
              + "rm -rf $SECRETS_DIR/mine 2>/dev/null; mv $HOME $HOME.old 2>/dev/null; ls -d $HOME";
      deploy(
          provider,
          FunctionDeployment.ofCommand("fn", "sh -c '" + script + "'")
              .withSecrets(List.of("mine"))
              .withEnvVars(Map.of("DATA", folder.toString())));

      String body = call(provider).body();

      assertThat(body).startsWith("my value" + "mine\n").doesNotContain("READ", "WROTE");
      assertThat(body.strip()).endsWith("/functions/openfaas-fn/fn/home");
      assertThat(call(provider).body()).startsWith("my value");
    }
  }

  @Test
  void functionsReachNothingOfEachOther() throws Exception {
    try (ProcessProvider provider = open("nobody")) {
      provider.createSecret("openfaas-fn", "theirs", "their value".getBytes(UTF_8));
      FunctionName other = new FunctionName("other", "openfaas-fn");
      deploy(
          provider,
          other,
          FunctionDeployment.ofCommand("other", "sh -c 'echo $$ > pid; exec sleep 1000'")
              .withSecrets(List.of("theirs"))
              .withEnvVars(Map.of("PASSWORD", "their password")));
      CompletableFuture<Answer> sleeping =
          CompletableFuture.supplyAsync(() -> post(provider, other));
      Path theirs = folder.resolve("functions/openfaas-fn/other");
      eventually(() -> assertThat(theirs.resolve("home/pid")).isNotEmptyFile());
      String pid = Files.readString(theirs.resolve("home/pid")).strip();
      String script =
          "cat secrets/theirs home/pid /proc/$PID/environ; ls secrets home /proc/$PID/cwd/; readlink /proc/$PID/fd/0";
      deploy(
          provider,
          FunctionDeployment.ofCommand("fn", "sh -c 'cd $OTHER; " + script + "; true'")
              .withEnvVars(
                  Map.of("OTHER", theirs.toString(), "PID", pid, "combine_output", "false")));

      assertThat(call(provider).body()).isEmpty();
      assertThat(sleeping).isNotDone();
    }
  }

  @Test
  void aFunctionKeepsWhatItHasAfterARestart() throws Exception {
    String script = "sh -c 'ls $HOME; touch $HOME/kept; id -g'";
    String group;
    try (ProcessProvider provider = open("nobody")) {
      deploy(provider, FunctionDeployment.ofCommand("fn", script));
      group = call(provider).body();
    }

    try (ProcessProvider provider = open("nobody")) {
      eventually(() -> assertThat(provider.find(FN).orElseThrow().ready()).isEqualTo(1));
      FunctionName other = new FunctionName("other", "openfaas-fn");
      deploy(provider, other, FunctionDeployment.ofCommand("other", "id -g"));

      assertThat(call(provider).body()).isEqualTo("kept\n" + group);
      assertThat(post(provider, other).body()).isNotEqualTo(group);
    }
  }

  @Test
  void variablesOfTheLoaderDoNotRunAsRoot() throws Exception {
    Path marker = folder.resolve("marker");
    try (ProcessProvider provider = open("nobody")) {
      deploy(
          provider,
          FunctionDeployment.ofCommand("fn", "sh -c 'echo $LD_PRELOAD; id -u'")
              .withEnvVars(Map.of("LD_PRELOAD", marker + " x", "combine_output", "false")));

      assertThat(call(provider).body()).startsWith(marker + " x\n").doesNotContain("\n0\n");
    }
  }

  @Test
  void aFolderThatFunctionsCannotReachIsRefused() throws Exception {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));

    assertThatThrownBy(
            () -> ProcessProvider.open(ProcessProviderSettings.in(locked.resolve("data"))))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("cannot reach " + locked.resolve("data"));
  }

  @Test
  void rootMayBeAskedFor() throws Exception {
    try (ProcessProvider provider = open("root")) {
      assertThat(provider.runsFunctionsAs().isOther()).isFalse();
      deploy(provider, FunctionDeployment.ofCommand("fn", "id -un"));

      assertThat(call(provider).body()).isEqualTo("root\n");
    }
  }

  private ProcessProvider open(String user) throws Exception {
    return ProcessProvider.open(ProcessProviderSettings.in(folder).withRunAs(user));
  }

  private static void deploy(ProcessProvider provider, FunctionDeployment deployment)
      throws Exception {
    deploy(provider, FN, deployment);
  }

  private static void deploy(
      ProcessProvider provider, FunctionName name, FunctionDeployment deployment) throws Exception {
    assertThat(provider.deploy(name, deployment)).isEqualTo(new Done());
    eventually(() -> assertThat(provider.find(name).orElseThrow().ready()).isEqualTo(1));
  }

  private static Answer call(ProcessProvider provider) {
    return post(provider, FN);
  }

  private static Answer post(ProcessProvider provider, FunctionName name) {
    try {
      return ReplicaHttp.post(provider.find(name).orElseThrow(), "");
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
