package dev.gantry.watchdog;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Takes a signal away from the JVM, which would end with an exit code of its own.
 *
 * <p>There is no other way than {@code sun.misc.Signal} of module {@code jdk.unsupported}; an image
 * made with jlink has to name that module. Reflection would spare the compiler's option for it, but
 * has Java make classes at each start.
 */
final class SignalTrap implements SignalHandler {

  private final Runnable action;

  private SignalTrap(Runnable action) {
    this.action = action;
  }

  /**
   * Runs an action, on a thread of its own, at each signal of a kind.
   *
   * @param name such as {@code TERM}
   * @throws IllegalArgumentException if this JVM keeps the signal for itself
   */
  static void set(String name, Runnable action) {
    Signal.handle(new Signal(name), new SignalTrap(action));
  }

  @Override
  public void handle(Signal signal) {
    action.run();
  }
}
