package dev.gantry.watchdog.process;

/**
 * Is told of every process, so that who starts next can end what a killed predecessor left.
 *
 * <p>Called thousands of times a second, on threads that must not wait: implementations are
 * thread-safe, quick, and do not block. A process number stands for one process from {@code
 * started} to {@code ended} and is not given to another in between.
 */
public interface ProcessLedger {

  /** A process, leader of the group of the same number, runs. */
  void started(long pid);

  /** It has ended and its group was killed; the number is about to be free again. */
  void ended(long pid);

  /** Keeps nothing. */
  static ProcessLedger none() {
    return NoLedger.INSTANCE;
  }
}
