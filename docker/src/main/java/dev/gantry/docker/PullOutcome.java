package dev.gantry.docker;

/** How a pull ended. The reasons are the registry's or the engine's own words. */
public sealed interface PullOutcome {

  /** The image is there. */
  record Pulled() implements PullOutcome {}

  /** The registry answered and has no such image. */
  record NotThere(String why) implements PullOutcome {}

  /** The registry wants other credentials, or any. */
  record Denied(String why) implements PullOutcome {}

  /** The registry could not be asked. */
  record Unreachable(String why) implements PullOutcome {}

  /** Anything else, such as a full disk. */
  record Failed(String why) implements PullOutcome {}
}
