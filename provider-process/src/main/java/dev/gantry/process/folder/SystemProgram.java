package dev.gantry.process.folder;

import dev.gantry.host.folder.CannotStartException;
import dev.gantry.host.folder.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a small program of the system and waits for its answer. */
final class SystemProgram {

  /** Fixed places, because a look-up in a {@code PATH} could find somebody else's file. */
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));

  private static final int LIMIT_SECONDS = 20;

  private SystemProgram() {}

  /** Its file, as an absolute path. */
  static Optional<String> find(String name) {
    return PLACES.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString);
  }

  /**
   * Runs a command with an empty environment.
   *
   * @return what it printed; empty if it did not succeed
   * @throws CannotStartException if it cannot be run or does not answer within 20 s
   */
  static Optional<String> run(List<String> command) throws CannotStartException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new CannotStartException(
            "'" + command.getFirst() + "' did not answer within " + LIMIT_SECONDS + " s");
      }
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.exitValue() == 0 ? Optional.of(output) : Optional.empty();
    } catch (IOException failed) {
      throw new CannotStartException(Reason.of(failed), failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CannotStartException("interrupted while starting", stop);
    }
  }
}
