package dev.gantry.cli.verb;

import dev.gantry.cli.terminal.Failure;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether and how long a deploy waits until the function can be called. */
final class WaitOptions {

  @Option(names = "--no-wait", description = "Do not wait until the function can be called.")
  private boolean noWait;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      description = "How long to wait until the function can be called. Default: 60s")
  private String wait = "60s";

  /** Empty when there is no waiting. */
  Optional<Duration> limit() throws Failure {
    if (noWait) {
      return Optional.empty();
    }
    return Optional.of(Values.duration("--wait", wait));
  }
}
