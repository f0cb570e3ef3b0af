package dev.gantry.watchdog.process;

/** The signal that says that a child has ended. */
final class ChildSignal {

  private static final int SIGCHLD = 17;
  private static final long DEFAULT = 0;
  private static final long IGNORE = 1;

  private static final CFunction SIGACTION = CFunction.find("sigaction");
  private static final CFunction SIGNAL = CFunction.find("signal");

  private ChildSignal() {}

  /**
   * Sees to it that the system keeps the status of children for us. It does not for a program that
   * was started with the signal ignored; {@link ProcessBuilder} does the same at its first start.
   */
  static void stopIgnoring() {
    try (Scratch scratch = Scratch.borrow()) {
      int result = SIGACTION.call(scratch, SIGCHLD, 0, scratch.address());
      // The handler is the first field of struct sigaction.
      if (result == 0 && scratch.bytes().getLong(0) == IGNORE) {
        SIGNAL.call(scratch, SIGCHLD, DEFAULT, 0, 0, 0, 0);
      }
    }
  }
}
