package dev.gantry.watchdog.process;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Picks the way to start processes that this system allows. */
public final class ProcessStarters {

  private ProcessStarters() {}

  /**
   * The fastest starter that works here: {@link SpawnStarter}, or else {@link BuilderStarter} after
   * one line to {@code warning} that says what is lost and why.
   *
   * @param warning takes a line for the operator
   * @param ledger is told of each process
   */
  public static ProcessStarter fastest(Consumer<String> warning, ProcessLedger ledger) {
    return withObstacle(SpawnStarter.obstacle(), warning, ledger);
  }

  /**
   * As {@link #fastest}, but finds out on a thread of its own, since linking functions of the C
   * library takes some 20 ms of a program's start. The first process waits for that.
   *
   * @param ledger makes the one that is told of each process, on that thread
   */
  public static ProcessStarter fastestSoon(
      Consumer<String> warning, Supplier<ProcessLedger> ledger) {
    return new StarterSoon(() -> fastest(warning, ledger.get()));
  }

  static ProcessStarter withObstacle(
      Optional<String> obstacle, Consumer<String> warning, ProcessLedger ledger) {
    if (obstacle.isEmpty()) {
      return new SpawnStarter(ledger);
    }
    warning.accept(
        "Processes are started by the slower java.lang.ProcessBuilder because posix_spawn cannot"
            + " be used: "
            + obstacle.get());
    return new BuilderStarter(ledger);
  }
}
