package dev.gantry.watchdog.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract, and what remains of it without {@code setsid}. */
final class BuilderStarterTest
    implements StartContract, StreamContract, ExitContract, CrowdContract {

  @Override
  public ProcessStarter starter(ProcessLedger ledger) {
    return new BuilderStarter(ledger);
  }

  @Override
  public int crowd() {
    return 100;
  }

  @Test
  void withoutSetsidAStillRunningProcessIsKilledWithItsChildren() throws Exception {
    ProcessStarter bare = new BuilderStarter(ProcessLedger.none(), List.of());
    ChildProcess process = bare.start(Commands.shell("sleep 1000 & echo $!; wait"));
    long child = Long.parseLong(Text.line(process.stdout()));

    process.close();

    assertThat(process.awaitExit()).isEqualTo(new ExitStatus.Signaled(9));
    Proc.awaitEnd(child);
  }
}
