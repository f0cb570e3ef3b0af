package dev.gantry.process.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Processes as a test sees them that is outside of the program. */
public final class ProcessesSeen {

  private ProcessesSeen() {}

  /** The numbers of the processes in a ledger, which another program may be writing. */
  public static Set<Long> writtenDownIn(Path ledger) throws IOException {
    return LedgerFile.open(ledger).entries().keySet();
  }

  /** Whether one runs. Killed, it may remain as a zombie when nobody here collects it. */
  public static boolean isRunning(long pid) {
    return new ProcessTable(Path.of("/proc"))
        .find(pid)
        .filter(entry -> !entry.isZombie())
        .isPresent();
  }
}
