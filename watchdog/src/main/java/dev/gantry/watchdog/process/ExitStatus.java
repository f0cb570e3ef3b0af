package dev.gantry.watchdog.process;

/** How a process ended. */
public sealed interface ExitStatus {

  /** It returned {@code code}, 0 to 255. */
  record Exited(int code) implements ExitStatus {}

  /** Signal number {@code signal} ended it. */
  record Signaled(int signal) implements ExitStatus {}

  /** Whether it returned 0. */
  default boolean isSuccess() {
    return this instanceof Exited exited && exited.code() == 0;
  }
}
