package dev.gantry.watchdog.mode;

import dev.gantry.watchdog.run.Run;
import java.io.IOException;

/** Makes an answer of a run. */
@FunctionalInterface
interface RunAnswer {

  /**
   * Reads the output of the run and answers.
   *
   * @throws dev.gantry.watchdog.hold.HoldLimitException if the output cannot be held, before
   *     anything was answered
   */
  void answer(Call call, Run run) throws IOException, InterruptedException;
}
