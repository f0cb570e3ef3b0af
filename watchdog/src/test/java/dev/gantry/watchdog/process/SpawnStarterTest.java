package dev.gantry.watchdog.process;

final class SpawnStarterTest extends ProcessStarterContract {

  @Override
  ProcessStarter starter(ProcessLedger ledger) {
    return new SpawnStarter(ledger);
  }
}
