package dev.gantry.process.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProcessTableTest {

  @Test
  void aNameMayHoldAnything() {
    String stat =
        "4711 (evil) R 1 (x) S 1 4711 900 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 123456 0 0 0\n";

    var entry = ProcessTable.parse(4711, stat).orElseThrow();

    assertThat(entry.group()).isEqualTo(4711);
    assertThat(entry.session()).isEqualTo(900);
    assertThat(entry.startMillis()).isEqualTo(1_234_560);
    assertThat(entry.isZombie()).isFalse();
  }

  @Test
  void nonsenseIsNoProcess() {
    assertThat(ProcessTable.parse(1, "")).isEmpty();
    assertThat(ProcessTable.parse(1, "1 (x) S 1")).isEmpty();
  }

  @Test
  void thisProcessIsInTheTable() throws Exception {
    ProcessTable table = new ProcessTable(Path.of("/proc"));
    long self = ProcessHandle.current().pid();

    assertThat(table.all()).extracting(ProcessTable.Entry::pid).contains(self);
    assertThat(table.find(self).orElseThrow().startMillis()).isBetween(0L, new BootTime().millis());
  }
}
