package dev.gantry.docker;

import java.util.List;

/** How a build ended. The reasons are the engine's own words. */
public sealed interface BuildOutcome {

  /**
   * The image is there.
   *
   * @param id its number, {@code sha256:…}
   */
  record Built(String id) implements BuildOutcome {}

  /**
   * A step failed.
   *
   * @param step which
   * @param why in the engine's words
   * @param output the last lines the step wrote, at most 50
   */
  record StepFailed(BuildEvent.Step step, String why, List<String> output) implements BuildOutcome {
    public StepFailed {
      output = List.copyOf(output);
    }
  }

  /** It failed before any step: a bad Dockerfile, no engine, a file that cannot be read. */
  record Failed(String why) implements BuildOutcome {}
}
