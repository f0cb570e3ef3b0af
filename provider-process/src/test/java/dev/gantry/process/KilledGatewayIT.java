package dev.gantry.process;

import static dev.gantry.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.process.ledger.ProcessesSeen;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.FunctionState;
import dev.gantry.tck.ChildProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is killed leaves a folder that the next one understands. */
@Timeout(120)
class KilledGatewayIT {

  private static final FunctionName STUCK = new FunctionName("stuck", "openfaas-fn");
  private static final FunctionName ASLEEP = new FunctionName("asleep", "openfaas-fn");

  @TempDir Path folder;

  @Test
  void everythingIsThereAgainAndNothingRunsOnThatIsNotKnown() throws Exception {
    prepareFunctions();
    Path pids = folder.resolve("functions/openfaas-fn/stuck/home/pids");
    try (ChildProgram killed = ProviderProgram.start(folder)) {
      assertThat(killed.line()).isEqualTo("ready");
      killed.say(STUCK.name());
      eventually(() -> assertThat(pids).exists());
      eventually(() -> assertThat(Files.readAllLines(pids)).hasSize(2));
      long leader = Long.parseLong(Files.readAllLines(pids).getLast());
      // The function may run before the start of it is written down.
      eventually(
          () ->
              assertThat(ProcessesSeen.writtenDownIn(folder.resolve("processes")))
                  .contains(leader));
      killed.kill();
    }
    List<Long> left = Files.readAllLines(pids).stream().map(Long::parseLong).toList();
    assertThat(left).allMatch(ProcessesSeen::isRunning);

    try (ProcessProvider provider = ProcessProvider.open(ProcessProviderSettings.in(folder))) {

      assertThat(left).noneMatch(ProcessesSeen::isRunning);
      eventually(() -> assertThat(provider.find(STUCK).orElseThrow().ready()).isEqualTo(2));
      FunctionState asleep = provider.find(ASLEEP).orElseThrow();
      assertThat(asleep.desired()).isZero();
      assertThat(provider.secrets("openfaas-fn")).containsExactly("key");
    }
  }

  private void prepareFunctions() throws Exception {
    try (ProcessProvider provider = ProcessProvider.open(ProcessProviderSettings.in(folder))) {
      provider.createSecret("openfaas-fn", "key", "value".getBytes(UTF_8));
      FunctionDeployment stuck =
          FunctionDeployment.ofCommand(
              "stuck", "sh -c 'sleep 600 & echo $! >> pids; echo $$ >> pids; sleep 600'");
      assertThat(provider.deploy(STUCK, stuck.withSecrets(List.of("key")))).isEqualTo(new Done());
      assertThat(provider.scale(STUCK, 2)).isEqualTo(new Done());
      assertThat(provider.deploy(ASLEEP, FunctionDeployment.ofCommand("asleep", "cat")))
          .isEqualTo(new Done());
      assertThat(provider.scale(ASLEEP, 0)).isEqualTo(new Done());
    }
  }
}
