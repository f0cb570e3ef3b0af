package dev.gantry.bench.drive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The {@code docker} command, as a person would type it. */
public final class Docker {

  private Docker() {}

  /**
   * Runs it to its end.
   *
   * @return what it printed, without the last line's end
   * @throws IOException if it fails; says what it printed
   */
  public static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + output);
    }
    return output.strip();
  }

  /** Runs it for tidying up: what is not there need not be removed. */
  public static void tryTo(String... arguments) throws InterruptedException {
    try {
      run(arguments);
    } catch (IOException notThere) {
      // Nothing to do, which is what was wanted.
    }
  }
}
