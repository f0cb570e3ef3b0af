package dev.gantry.engine;

import dev.gantry.host.folder.CannotStartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A provider in a JVM of its own, which a test can kill. */
final class ProviderProgram implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private ProviderProgram(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Opens a provider, says so, and stays until its input ends. */
  public static void main(String[] arguments) throws IOException {
    DockerProviderSettings settings =
        DockerProviderSettings.in(Path.of(arguments[0])).withNetwork(arguments[1]);
    try (DockerProvider _ = DockerProvider.open(settings)) {
      System.out.println("ready");
      System.in.readAllBytes();
    } catch (CannotStartException failed) {
      System.out.println("cannot start: " + failed.getMessage());
    }
  }

  /** Starts it. */
  static ProviderProgram start(DockerProviderSettings settings) throws IOException {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            ProviderProgram.class.getName(),
            settings.dataFolder().toString(),
            settings.network());
    return new ProviderProgram(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The next line it prints. */
  String line() throws IOException {
    return String.valueOf(output.readLine());
  }

  /** Ends it as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    kill();
  }
}
