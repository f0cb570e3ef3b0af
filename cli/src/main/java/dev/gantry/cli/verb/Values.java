package dev.gantry.cli.verb;

import dev.gantry.api.GoDuration;
import dev.gantry.cli.terminal.Failure;
import java.time.Duration;

/** Values of options that need more than their type. */
final class Values {

  private Values() {}

  /** A time span. */
  static Duration duration(String option, String text) throws Failure {
    return GoDuration.parse(text)
        .orElseThrow(
            () ->
                Failure.usage(
                    option + ": \"" + text + "\" (expected: " + GoDuration.EXPECTED + ")", ""));
  }
}
