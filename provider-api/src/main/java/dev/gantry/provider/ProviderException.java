package dev.gantry.provider;

/** The engine could not be asked or gave an answer that makes no sense; says so for people. */
public final class ProviderException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ProviderException(String message, Throwable cause) {
    super(message, cause);
  }
}
