package dev.gantry.bench.drive;

import java.util.concurrent.TimeUnit;

/** Programs that a bench started. */
public final class Programs {

  private static final int LIMIT_SECONDS = 10;

  private Programs() {}

  /** Asks a program to end and waits; after 10 s it is killed. */
  public static void end(Process program) {
    program.destroy();
    try {
      if (!program.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        program.destroyForcibly();
      }
    } catch (InterruptedException cutShort) {
      program.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
