package dev.gantry.watchdog.process;

/** For who has nobody to tell. */
enum NoLedger implements ProcessLedger {
  INSTANCE;

  @Override
  public void started(long pid) {}

  @Override
  public void ended(long pid) {}
}
