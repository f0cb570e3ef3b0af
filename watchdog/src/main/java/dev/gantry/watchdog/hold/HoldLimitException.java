package dev.gantry.watchdog.hold;

import java.io.IOException;

/** A body cannot be held; the message says why, for a person. */
public final class HoldLimitException extends IOException {

  private static final long serialVersionUID = 1L;

  private final boolean bodyTooLarge;

  HoldLimitException(boolean bodyTooLarge, String message) {
    super(message);
    this.bodyTooLarge = bodyTooLarge;
  }

  /**
   * Whether this body alone is too large. Otherwise there is no room at the moment, because of
   * others or because the disk is full.
   */
  public boolean isBodyTooLarge() {
    return bodyTooLarge;
  }
}
