package dev.gantry.process;

import dev.gantry.watchdog.process.ProcessLedger;
import dev.gantry.watchdog.process.ProcessStarter;
import dev.gantry.watchdog.process.SpawnStarter;

/** Chooses how processes are started. */
final class Starters {

  private Starters() {}

  static ProcessStarter best(ProcessLedger ledger) {
    return new SpawnStarter(ledger);
  }
}
