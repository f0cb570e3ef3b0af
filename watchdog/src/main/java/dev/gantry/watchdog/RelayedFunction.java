package dev.gantry.watchdog;

import dev.gantry.watchdog.log.WatchdogLog;
import dev.gantry.watchdog.process.ProcessCommand;
import dev.gantry.watchdog.relay.Upstream;
import dev.gantry.watchdog.relay.UpstreamSettings;
import dev.gantry.watchdog.supervise.SupervisedProcess;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The one process of {@code mode=http}, and the connections to it. */
record RelayedFunction(SupervisedProcess process, Upstream upstream) implements AutoCloseable {

  /**
   * Starts the process.
   *
   * @throws IOException if it cannot be started; the message is for a person
   */
  static RelayedFunction start(UpstreamSettings settings, Embedding embedding, WatchdogLog log)
      throws IOException {
    List<String> arguments =
        Stream.concat(embedding.commandPrefix().stream(), settings.command().stream()).toList();
    ProcessCommand command =
        new ProcessCommand(arguments, embedding.environment(), embedding.directory(), false);
    log.own("Forking fprocess.");
    SupervisedProcess process = SupervisedProcess.start(embedding.starter(), command, log);
    return new RelayedFunction(process, Upstream.of(settings.upstream(), process::isAlive));
  }

  @Override
  public void close() {
    upstream.close();
    process.close();
  }
}
