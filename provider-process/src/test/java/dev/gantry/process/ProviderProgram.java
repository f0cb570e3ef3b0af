package dev.gantry.process;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.host.folder.CannotStartException;
import dev.gantry.tck.ChildProgram;
import dev.gantry.tck.ReplicaHttp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A provider in a JVM of its own, which a test can kill; a function named to it is called. */
final class ProviderProgram {

  private ProviderProgram() {}

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
      var answer = ReplicaHttp.post(provider.find(function).orElseThrow(), "");
      System.out.println(answer.status() + " " + answer.body());
    } catch (Exception failed) {
      System.out.println("failed: " + failed);
    }
  }

  /** Starts it. */
  static ChildProgram start(Path folder) throws IOException {
    return ChildProgram.start(ProviderProgram.class, folder.toString());
  }
}
