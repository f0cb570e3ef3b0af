package dev.gantry.watchdog.relay;

import java.io.IOException;

/** The function did not answer in time. */
final class TimeLimitException extends IOException {

  private static final long serialVersionUID = 1L;

  TimeLimitException() {
    super("the function did not answer in time");
  }
}
