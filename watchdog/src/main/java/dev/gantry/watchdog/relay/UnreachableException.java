package dev.gantry.watchdog.relay;

import java.io.IOException;

/** The function does not accept connections. */
final class UnreachableException extends IOException {

  private static final long serialVersionUID = 1L;

  UnreachableException(IOException cause) {
    super("the function does not accept connections", cause);
  }
}
