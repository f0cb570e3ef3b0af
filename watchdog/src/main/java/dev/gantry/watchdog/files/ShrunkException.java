package dev.gantry.watchdog.files;

import java.io.IOException;

/** A file became shorter while it was sent. */
final class ShrunkException extends IOException {

  private static final long serialVersionUID = 1L;

  ShrunkException() {
    super("the file became shorter while it was sent");
  }
}
