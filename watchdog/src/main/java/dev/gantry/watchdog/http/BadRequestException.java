package dev.gantry.watchdog.http;

import java.io.IOException;

/** The request cannot be taken as it is; the connection is closed after the answer. */
public final class BadRequestException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;

  /**
   * @param status such as 400, 408, 413, 414, 417, 431, 501 or 505
   * @param message for the client, one line
   */
  public BadRequestException(int status, String message) {
    super(message);
    this.status = status;
    this.reason = message;
  }

  /** The status to answer. */
  public int status() {
    return status;
  }

  /** The sentence for the client. */
  public String reason() {
    return reason;
  }
}
