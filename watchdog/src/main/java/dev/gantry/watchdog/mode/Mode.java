package dev.gantry.watchdog.mode;

/** How a call becomes a process. */
public enum Mode {
  /** No {@code mode} at all, contract 3.1. */
  CLASSIC,
  /** Output goes to the client as it comes, contract 3.2. */
  STREAMING,
  /** Input and output are complete before they go on, contract 3.2. */
  SERIALIZING
}
