package dev.gantry.docker;

/** What happens while an image is built. */
public sealed interface BuildEvent {

  /**
   * A step begins.
   *
   * @param number from 1
   * @param count of all steps
   * @param instruction the Dockerfile's line
   */
  record Step(int number, int count, String instruction) implements BuildEvent {}

  /** The engine took the result of the current step from its cache. */
  record Cached() implements BuildEvent {}

  /** A line that a step, or the engine, wrote. */
  record Line(String text) implements BuildEvent {}
}
