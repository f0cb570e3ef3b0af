package dev.gantry.host.replica;

/** Waits that an interruption does not end; the interrupted flag is set again afterwards. */
public final class Uninterrupted {

  private Uninterrupted() {}

  /** Waits until a thread has ended. */
  public static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException stop) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
