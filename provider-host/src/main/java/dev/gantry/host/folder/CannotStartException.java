package dev.gantry.host.folder;

/**
 * The provider cannot be opened for a reason that a person can remove; the message is one sentence
 * that names the folder, the user or the program. A program prints it and exits with code 2.
 */
public final class CannotStartException extends Exception {

  private static final long serialVersionUID = 1L;

  public CannotStartException(String message) {
    super(message);
  }

  public CannotStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
