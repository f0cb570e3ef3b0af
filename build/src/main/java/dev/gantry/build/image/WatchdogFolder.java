package dev.gantry.build.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The watchdog's runtime folder as the program has it: the build context of {@code gantry/watchdog}
 * (ADR 0041).
 *
 * @param program where the program lies: an unpacked distribution, or the project
 */
public record WatchdogFolder(Path program) {

  /**
   * Finds it: a distribution has it as {@code watchdog}, the project makes it when it is not there
   * or stale, which takes some seconds.
   *
   * @return a folder with {@code Dockerfile} and {@code opt/gantry}
   * @throws IOException if it is not there and cannot be made; the message is for people
   */
  public Path context() throws IOException, InterruptedException {
    Path ready = program.resolve("watchdog");
    if (Files.exists(ready.resolve("Dockerfile"))) {
      return ready;
    }
    Path script = ready.resolve("runtime").resolve("build");
    if (!Files.isExecutable(script)) {
      throw new IOException("the program has no watchdog to make it from: " + ready);
    }
    make(script);
    return ready.resolve("target").resolve("runtime");
  }

  private static void make(Path script) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(script.toString()).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IOException(output);
      }
    } finally {
      process.destroy();
    }
  }
}
