package dev.gantry.docker;

/** How a push ended. The reasons are the registry's or the engine's own words. */
public sealed interface PushOutcome {

  /**
   * The registry has the image.
   *
   * @param digest what it can be pulled by, {@code sha256:…}; empty if the engine did not say
   */
  record Pushed(String digest) implements PushOutcome {}

  /** The engine has no such image. */
  record NotThere(String why) implements PushOutcome {}

  /** The registry wants other credentials, or any. */
  record Denied(String why) implements PushOutcome {}

  /** The registry could not be asked. */
  record Unreachable(String why) implements PushOutcome {}

  /** Anything else. */
  record Failed(String why) implements PushOutcome {}
}
