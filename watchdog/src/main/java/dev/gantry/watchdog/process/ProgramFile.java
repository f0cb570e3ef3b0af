package dev.gantry.watchdog.process;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Looks a program up as a shell would, but in the environment that the process will get. */
final class ProgramFile {

  /** Where to look if that environment has no {@code PATH}. */
  static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

  private ProgramFile() {}

  /**
   * The file to run, which is relative to the process's directory if its name or the {@code PATH}'s
   * entry is.
   *
   * @throws ProcessStartException if there is none that may be run
   */
  static String find(ProcessCommand command) throws ProcessStartException {
    String name = command.arguments().getFirst();
    if (name.indexOf('/') >= 0) {
      return name;
    }
    String path = command.environment().getOrDefault("PATH", DEFAULT_PATH);
    return search(command, name, path);
  }

  private static String search(ProcessCommand command, String name, String path)
      throws ProcessStartException {
    Path directory = command.directory().orElse(Path.of(""));
    String problem = "no such program in PATH (" + path + ")";
    for (String entry : path.split(":", -1)) {
      String candidate = entry.isEmpty() ? "./" + name : entry + "/" + name;
      try {
        Path file = directory.resolve(candidate);
        if (Files.isRegularFile(file)) {
          if (Files.isExecutable(file)) {
            return candidate;
          }
          problem = "permission denied: " + candidate;
        }
      } catch (InvalidPathException e) {
        problem = "this system's locale cannot express its name or the PATH";
      }
    }
    throw StartFailure.of(command, problem);
  }
}
