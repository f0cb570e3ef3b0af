package dev.gantry.app;

/** The server cannot start as it was told; says what was tried and what to do. */
final class StartException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String advice;

  /**
   * @param message what was tried and what happened, one sentence
   * @param advice what to do about it; empty when the sentence says it
   */
  StartException(String message, String advice) {
    super(message);
    this.advice = advice;
  }

  String advice() {
    return advice;
  }
}
