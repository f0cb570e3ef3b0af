package dev.gantry.bench.watchdog;

import dev.gantry.bench.drive.Ports;
import dev.gantry.bench.drive.Programs;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One watchdog on a port of its own, started as a container would start it. */
final class WatchdogProcess implements AutoCloseable {

  private final Process process;
  private final InetSocketAddress address;
  private final Path log;

  private WatchdogProcess(Process process, InetSocketAddress address, Path log) {
    this.process = process;
    this.address = address;
    this.log = log;
  }

  /** Starts it and waits until it listens. */
  static WatchdogProcess start(Scope scope, Map<String, String> variables)
      throws IOException, InterruptedException {
    WatchdogProcess watchdog = launch(scope, List.of(), variables);
    try {
      Ports.awaitListening(watchdog.address, watchdog.process);
      return watchdog;
    } catch (IOException | InterruptedException e) {
      watchdog.close();
      throw new IOException(e.getMessage() + "\n" + watchdog.lastLines(), e);
    }
  }

  /**
   * Starts it and does not wait.
   *
   * @param prefix a command that runs the launcher in its place; empty to run it directly
   * @param variables all that it gets, beside a port, the metrics' port and a short {@code PATH};
   *     without lock file, which all watchdogs of a machine would share
   */
  static WatchdogProcess launch(Scope scope, List<String> prefix, Map<String, String> variables)
      throws IOException {
    InetSocketAddress address = Ports.free();
    InetSocketAddress metrics = Ports.free();
    Path log = Files.createTempFile(scope.folder(), "watchdog", ".log");
    List<String> command = new ArrayList<>(prefix);
    command.add(scope.watchdog().launcher().toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("port", String.valueOf(address.getPort()));
    builder.environment().put("metrics_port", String.valueOf(metrics.getPort()));
    builder.environment().put("suppress_lock", "true");
    builder.environment().putAll(variables);
    return new WatchdogProcess(builder.start(), address, log);
  }

  InetSocketAddress address() {
    return address;
  }

  String url(String path) {
    return "http://127.0.0.1:" + address.getPort() + path;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it said last, for the reason of a failure. */
  String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    } catch (IOException unreadable) {
      return "";
    }
  }

  @Override
  public void close() {
    Programs.end(process);
  }
}
