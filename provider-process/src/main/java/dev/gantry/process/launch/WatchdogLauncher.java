package dev.gantry.process.launch;

import dev.gantry.host.replica.ReplicaLauncher;
import dev.gantry.host.replica.ReplicaOrder;
import dev.gantry.host.replica.RunningReplica;
import dev.gantry.process.folder.DataFolder;
import dev.gantry.process.folder.FunctionFolder;
import dev.gantry.process.log.FunctionLog;
import dev.gantry.process.log.FunctionLogs;
import dev.gantry.watchdog.Embedding;
import dev.gantry.watchdog.Watchdog;
import dev.gantry.watchdog.WatchdogSettings;
import dev.gantry.watchdog.WatchdogSettings.Reading;
import dev.gantry.watchdog.process.ProcessStarter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Launches replicas as watchdogs in this JVM, each on a loopback port of its own. */
public final class WatchdogLauncher implements ReplicaLauncher {

  private final DataFolder data;
  private final FunctionLogs logs;
  private final ProcessStarter starter;
  private final String path;

  /**
   * @param data where functions have their folders
   * @param logs take what functions and watchdogs write
   * @param starter starts the processes of all replicas
   * @param path the {@code PATH} of functions that set none
   */
  public WatchdogLauncher(DataFolder data, FunctionLogs logs, ProcessStarter starter, String path) {
    this.data = data;
    this.logs = logs;
    this.starter = starter;
    this.path = path;
  }

  @Override
  public RunningReplica launch(ReplicaOrder order) throws IOException {
    FunctionFolder folder = data.of(order.function());
    FunctionVariables variables =
        FunctionVariables.of(order.function(), order.deployment(), folder, path);
    if (ForkModes.refusal(variables).isPresent()) {
      throw new IOException("mode=" + variables.all().get("mode") + " is not for this provider");
    }
    Optional<String> missing = DeploymentCheck.missingProgram(variables, folder);
    if (missing.isPresent()) {
      throw new IOException("there is no program '" + missing.get() + "' that may be run");
    }
    return switch (WatchdogSettings.read(variables.all())) {
      case Reading.Valid(WatchdogSettings settings) ->
          new InJvmReplica(Watchdog.start(settings, embedding(order, folder, variables)));
      case Reading.Invalid(List<String> problems) ->
          throw new IOException(String.join("; ", problems));
    };
  }

  private Embedding embedding(
      ReplicaOrder order, FunctionFolder folder, FunctionVariables variables) throws IOException {
    FunctionLog log = logs.of(order.function());
    CommandPrefix prefix = CommandPrefix.of(folder.user(), variables.all());
    return new Embedding(
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
        prefix.variables(),
        Optional.of(folder.home()),
        prefix.arguments(),
        false,
        starter,
        text -> log.append(order.replicaId(), text));
  }

  /** Lives in this JVM, so it does not end of itself. */
  private record InJvmReplica(Watchdog watchdog) implements RunningReplica {

    @Override
    public InetSocketAddress address() {
      return watchdog.address();
    }

    @Override
    public void drain(Duration limit) throws InterruptedException {
      watchdog.drain(limit);
    }

    @Override
    public CompletableFuture<String> ended() {
      return new CompletableFuture<>();
    }

    @Override
    public void close() {
      watchdog.close();
    }
  }
}
