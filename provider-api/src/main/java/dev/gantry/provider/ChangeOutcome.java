package dev.gantry.provider;

import dev.gantry.api.Problem;
import java.util.List;

/** How a write ended. Anything but {@link Done} left everything as it was. */
public sealed interface ChangeOutcome {

  /** What was asked is recorded and under way. */
  record Done() implements ChangeOutcome {}

  /**
   * There is nothing of that name.
   *
   * @param what what was looked for, such as {@code function fn.openfaas-fn}
   */
  record NotFound(String what) implements ChangeOutcome {}

  /**
   * There is something of that name already.
   *
   * @param what what exists, such as {@code secret key in openfaas-fn}
   */
  record AlreadyExists(String what) implements ChangeOutcome {}

  /**
   * The request cannot be carried out as it is.
   *
   * @param problems what is wrong, at least one
   */
  record Refused(List<Problem> problems) implements ChangeOutcome {
    public Refused {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("problems: [] (expected: at least one)");
      }
    }

    /** Refuses for one reason. */
    public static Refused because(String key, String value, String expected) {
      return new Refused(List.of(new Problem(key, value, expected)));
    }
  }

  /**
   * This provider does not do that.
   *
   * @param why one sentence for a person
   */
  record Unsupported(String why) implements ChangeOutcome {}

  /**
   * The engine refused or failed.
   *
   * @param why the engine's reason, for a person
   */
  record Failed(String why) implements ChangeOutcome {}
}
