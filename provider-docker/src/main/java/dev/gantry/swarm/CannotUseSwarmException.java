package dev.gantry.swarm;

/** A person has to change something first; the message says what and how. */
public final class CannotUseSwarmException extends Exception {

  private static final long serialVersionUID = 1L;

  CannotUseSwarmException(String message) {
    super(message);
  }
}
