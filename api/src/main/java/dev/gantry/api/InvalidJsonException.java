package dev.gantry.api;

/** A body that is not the JSON that was expected; the message says what and where, for people. */
public final class InvalidJsonException extends Exception {

  private static final long serialVersionUID = 1L;

  public InvalidJsonException(String message) {
    super(message);
  }
}
