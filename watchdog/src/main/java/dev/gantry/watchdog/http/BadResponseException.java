package dev.gantry.watchdog.http;

import java.io.IOException;

/** What an upstream sent is not an answer that could be passed on. */
public final class BadResponseException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one line: what is wrong with it
   */
  public BadResponseException(String message) {
    super(message);
  }

  /** The codec is shared with the server, whose complaints are about requests. */
  static BadResponseException of(BadRequestException complaint) {
    return new BadResponseException(complaint.reason());
  }

  /** Not filled: it says nothing about the upstream's mistake. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
