package dev.gantry.process;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.host.folder.CannotStartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /** Opens a provider, says so, and calls the functions it is told until its input ends. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (ProcessProvider provider =
        ProcessProvider.open(ProcessProviderSettings.in(Path.of(arguments[0])))) {
      System.out.println("ready");
      for (String name = input.readLine(); name != null; name = input.readLine()) {
        FunctionName function = new FunctionName(name, "openfaas-fn");
        Thread.startVirtualThread(() -> call(provider, function));
      }
    } catch (CannotStartException failed) {
      System.out.println("cannot start: " + failed.getMessage());
    }
  }

  private static void call(ProcessProvider provider, FunctionName function) {
    try {
      eventually(() -> assertThat(provider.find(function).orElseThrow().ready()).isPositive());
      var answer = Http.post(provider.find(function).orElseThrow(), "");
      System.out.println(answer.status() + " " + answer.body());
    } catch (Exception failed) {
      System.out.println("failed: " + failed);
    }
  }

  /** Starts it. */
  static ProviderProgram start(Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Xmx128m");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ProviderProgram.class.getName());
    command.add(folder.toString());
    return new ProviderProgram(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Makes it call a function; the answer is its next line. */
  void call(FunctionName function) throws IOException {
    process.getOutputStream().write((function.name() + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
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
