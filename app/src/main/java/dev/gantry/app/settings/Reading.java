package dev.gantry.app.settings;

import dev.gantry.api.Problem;
import java.util.List;

/** What came of reading the settings. */
public sealed interface Reading {

  /**
   * They make sense.
   *
   * @param settings what to start with
   * @param table every setting, its value and who said so
   * @param warnings what was ignored, for people
   */
  record Valid(UpSettings settings, List<EffectiveSetting> table, List<String> warnings)
      implements Reading {}

  /** They do not. */
  record Invalid(List<Problem> problems) implements Reading {}
}
