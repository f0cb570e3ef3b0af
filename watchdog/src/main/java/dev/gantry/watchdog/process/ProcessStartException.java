package dev.gantry.watchdog.process;

import java.io.IOException;

/** A process could not be started; the message says which program and why, for a person. */
public final class ProcessStartException extends IOException {

  private static final long serialVersionUID = 1L;

  public ProcessStartException(String message) {
    super(message);
  }
}
