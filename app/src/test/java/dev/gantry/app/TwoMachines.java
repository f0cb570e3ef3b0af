package dev.gantry.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Two machines that are none, each with an engine: made by {@code src/test/machines/two} and gone
 * when this is closed, or when this program dies.
 */
final class TwoMachines implements AutoCloseable {

  private static final int CANNOT_BE = 77;

  private final Process script;
  private final Machine first;
  private final Machine second;
  private final String address;

  private TwoMachines(Process script, Machine first, Machine second, String address) {
    this.script = script;
    this.first = first;
    this.second = second;
    this.address = address;
  }

  /**
   * One of them.
   *
   * @param process its first process, by which its namespaces are entered
   * @param socket its engine's socket
   */
  record Machine(String process, Path socket) {

    /** Runs a command there, in the project's folder, with variables beside this process's. */
    Command run(Map<String, String> variables, String... command)
        throws IOException, InterruptedException {
      List<String> entering =
          new ArrayList<>(
              List.of("nsenter", "--target", process, "--net", "--mount", "--pid", "--wd=."));
      entering.addAll(List.of(command));
      Map<String, String> there = new HashMap<>(variables);
      // Its own, at the usual place.
      there.put("DOCKER_HOST", "");
      return Command.run(there, entering);
    }

    /** What {@code docker} answers there, without its last line break. */
    String docker(String... arguments) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>(List.of("docker", "--host", "unix://" + socket));
      command.addAll(List.of(arguments));
      return Command.run(Map.of(), command).orFail().strip();
    }
  }

  /**
   * Starts both.
   *
   * @return empty where that cannot be; the reason is printed
   */
  static Optional<TwoMachines> start(Path folder) throws IOException, InterruptedException {
    Process script =
        new ProcessBuilder("app/src/test/machines/two", folder.toString())
            .directory(RunningGantry.home().toFile())
            .redirectError(folder.resolve("trouble.log").toFile())
            .start();
    BufferedReader output = script.inputReader(StandardCharsets.UTF_8);
    String made = output.readLine();
    if (made != null) {
      String[] words = made.split(" ", 3);
      return Optional.of(
          new TwoMachines(
              script,
              new Machine(words[0], folder.resolve("first.sock")),
              new Machine(words[1], folder.resolve("second.sock")),
              words[2]));
    }
    int status = script.waitFor();
    String reason = Files.readString(folder.resolve("trouble.log"));
    if (status != CANNOT_BE) {
      throw new IOException("two machines could not be started: " + reason);
    }
    System.out.print("skipped: " + reason);
    return Optional.empty();
  }

  Machine first() {
    return first;
  }

  Machine second() {
    return second;
  }

  /** The first machine as this program reaches it. */
  String address() {
    return address;
  }

  /** Cuts the cable to the second, and then its power. */
  void loseSecond() throws IOException {
    Writer orders = script.outputWriter(StandardCharsets.UTF_8);
    orders.write("lose second\n");
    orders.flush();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    script.outputWriter(StandardCharsets.UTF_8).close();
    if (!script.waitFor(30, TimeUnit.SECONDS)) {
      script.destroy();
      script.waitFor();
    }
  }
}
