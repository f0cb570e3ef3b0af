/** The watchdog as a module, which is what jlink takes; the project's other modules use its jar. */
module dev.gantry.watchdog {
  // Signals: see SignalTrap.
  requires jdk.unsupported;
}
