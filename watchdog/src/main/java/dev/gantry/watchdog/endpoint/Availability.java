package dev.gantry.watchdog.endpoint;

import java.util.function.BooleanSupplier;

/** Whether this watchdog wants calls. Thread-safe. */
public final class Availability {

  private final BooleanSupplier lock;

  /** Written by who starts and stops the watchdog, read by every probe. */
  private volatile boolean isOpen;

  /**
   * @param lock whether the lock file is there; always true where there is none to be
   */
  public Availability(BooleanSupplier lock) {
    this.lock = lock;
  }

  /** Says that calls are welcome. */
  public void open() {
    isOpen = true;
  }

  /** Says that calls should go elsewhere; those that come are still answered. */
  public void close() {
    isOpen = false;
  }

  /** Whether calls are welcome. */
  public boolean isAvailable() {
    return isOpen && lock.getAsBoolean();
  }
}
