package dev.gantry.process.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.watchdog.process.ChildProcess;
import dev.gantry.watchdog.process.ProcessCommand;
import dev.gantry.watchdog.process.ProcessLedger;
import dev.gantry.watchdog.process.ProcessStarters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupLedgerTest {

  @TempDir Path folder;

  @Test
  void endsAGroupThatIsStillWrittenDown() throws Exception {
    GroupLedger ledger = GroupLedger.open(folder.resolve("processes"));
    try (ChildProcess left = start(ledger, "sh", "-c", "sleep 600 & sleep 600")) {
      GroupLedger.open(folder.resolve("processes"));

      assertThat(left.awaitExit(Duration.ofSeconds(15))).isPresent();
    }
  }

  @Test
  void leavesAGroupAloneThatWasCrossedOut() throws Exception {
    GroupLedger ledger = GroupLedger.open(folder.resolve("processes"));
    try (ChildProcess other = start(ProcessLedger.none(), "sleep", "600")) {
      ledger.started(other.pid());
      ledger.ended(other.pid());

      GroupLedger.open(folder.resolve("processes"));

      assertThat(ProcessHandle.of(other.pid()).orElseThrow().isAlive()).isTrue();
    }
  }

  @Test
  void leavesAProcessAloneThatHasTheNumberOfAnother() throws Exception {
    ProcessTable table = new ProcessTable(Path.of("/proc"));
    try (ChildProcess other = start(ProcessLedger.none(), "sleep", "600")) {
      ProcessTable.Entry entry = table.find(other.pid()).orElseThrow();
      Leftovers leftovers = new Leftovers(table, entry.session());

      int before = leftovers.end(Map.of(other.pid(), entry.startMillis() - 60_000));
      int after = leftovers.end(Map.of(other.pid(), entry.startMillis() + 60_000));

      assertThat(before + after).isZero();
      assertThat(ProcessHandle.of(other.pid()).orElseThrow().isAlive()).isTrue();
    }
  }

  @Test
  void endsAGroupWhoseEntryWasWrittenSecondsAfterItsStart() throws Exception {
    ProcessTable table = new ProcessTable(Path.of("/proc"));
    try (ChildProcess left = start(ProcessLedger.none(), "sleep", "600")) {
      ProcessTable.Entry entry = table.find(left.pid()).orElseThrow();

      int killed =
          new Leftovers(table, entry.session())
              .end(Map.of(left.pid(), entry.startMillis() + 5_000));

      assertThat(killed).isEqualTo(1);
      assertThat(left.awaitExit(Duration.ofSeconds(15))).isPresent();
    }
  }

  @Test
  void endsMembersWhoseLeaderIsGone() throws Exception {
    ProcessTable table = new ProcessTable(Path.of("/proc"));
    ChildProcess leader =
        start(ProcessLedger.none(), "sh", "-c", "sleep 600 >/dev/null 2>&1 & echo $!; exec cat");
    ProcessTable.Entry entry = table.find(leader.pid()).orElseThrow();
    byte[] line = new byte[20];
    int length = leader.stdout().read(line);
    long member = Long.parseLong(new String(line, 0, length, US_ASCII).strip());
    // Only the leader, as the kernel would: not its group.
    ProcessHandle.of(leader.pid()).orElseThrow().destroyForcibly();
    leader.awaitExit();
    try (leader) {
      Leftovers leftovers = new Leftovers(new WithoutLeader(table, leader.pid()), entry.session());

      int killed = leftovers.end(Map.of(leader.pid(), entry.startMillis()));

      assertThat(killed).isEqualTo(1);
      assertThat(table.find(member).filter(left -> !left.isZombie())).isEmpty();
    }
  }

  @Test
  void forgetsEverythingWhenTheMachineWasStartedAnew() throws Exception {
    try (ChildProcess other = start(ProcessLedger.none(), "sleep", "600")) {
      LedgerFile file = LedgerFile.open(folder.resolve("processes"));
      file.begin("another boot", 0);
      file.write(0, other.pid(), new BootTime().millis());

      GroupLedger.open(folder.resolve("processes"));

      assertThat(ProcessHandle.of(other.pid()).orElseThrow().isAlive()).isTrue();
      assertThat(file.entries()).isEmpty();
    }
  }

  @Test
  void aFullLedgerDoesNotStopStarts() throws Exception {
    GroupLedger ledger = GroupLedger.open(folder.resolve("processes"));
    for (int i = 0; i < LedgerFile.SLOTS + 10; i++) {
      ledger.started(10_000_000 + i);
    }
    for (int i = 0; i < LedgerFile.SLOTS + 10; i++) {
      ledger.ended(10_000_000 + i);
    }

    assertThat(LedgerFile.open(folder.resolve("processes")).entries()).isEmpty();
  }

  private static ChildProcess start(ProcessLedger ledger, String... command) throws Exception {
    return ProcessStarters.fastest(warning -> {}, ledger)
        .start(
            new ProcessCommand(
                List.of(command), Map.of("PATH", "/usr/bin:/bin"), Optional.empty(), false));
  }

  /**
   * The table as it is when the leader has been collected; here its parent is alive and has not.
   */
  private static final class WithoutLeader extends ProcessTable {

    private final ProcessTable all;
    private final long leader;

    WithoutLeader(ProcessTable all, long leader) {
      super(Path.of("/proc"));
      this.all = all;
      this.leader = leader;
    }

    @Override
    Optional<Entry> find(long pid) {
      return pid == leader ? Optional.empty() : all.find(pid);
    }
  }
}
