package dev.gantry.build.stack;

import dev.gantry.build.yaml.FileProblem;
import java.util.List;

/** What became of reading a stack file. */
public sealed interface StackReading {

  /** It was read, and nothing is wrong with it. */
  record Read(StackFile stack) implements StackReading {}

  /**
   * Something is wrong, or there is no such file.
   *
   * @param problems all of them, at least one, in the order of the file
   */
  record Refused(List<FileProblem> problems) implements StackReading {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
