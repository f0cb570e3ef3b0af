package dev.gantry.watchdog.process;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the words for a process that cannot be started.
 *
 * <p>The system says "no such file" of a missing directory, program and interpreter alike, so the
 * files are looked at, once the start has failed.
 */
final class StartFailure {

  private StartFailure() {}

  static ProcessStartException of(ProcessCommand command, String reason) {
    return new ProcessStartException(
        "cannot start '" + command.arguments().getFirst() + "': " + reason);
  }

  /** For a system call that failed before the start. */
  static ProcessStartException of(ProcessCommand command, int errno) {
    return of(command, Errno.text(errno));
  }

  /**
   * For a start that failed.
   *
   * @param file the program's file, seen from where the process starts
   */
  static ProcessStartException of(ProcessCommand command, String file, int errno) {
    boolean aboutFiles = errno == Errno.ENOENT || errno == Errno.EACCES || errno == Errno.ENOTDIR;
    if (!aboutFiles) {
      return of(command, errno);
    }
    return of(
        command,
        problem(command, file)
            .orElseGet(
                () ->
                    errno == Errno.ENOENT
                        ? "the interpreter or loader that " + file + " names does not exist"
                        : Errno.text(errno) + ": " + file));
  }

  /** Fails if the files show that a start would. */
  static void refuse(ProcessCommand command, String file) throws ProcessStartException {
    Optional<String> problem = problem(command, file);
    if (problem.isPresent()) {
      throw of(command, problem.get());
    }
  }

  private static Optional<String> problem(ProcessCommand command, String file) {
    try {
      return command
          .directory()
          .flatMap(StartFailure::directoryProblem)
          .or(() -> fileProblem(command.directory().orElse(Path.of("")).resolve(file), file));
    } catch (InvalidPathException e) {
      return Optional.empty(); // Java cannot look at it, but the system said what is wrong.
    }
  }

  private static Optional<String> directoryProblem(Path directory) {
    if (!Files.exists(directory)) {
      return Optional.of("its working directory " + directory + " does not exist");
    }
    if (!Files.isDirectory(directory)) {
      return Optional.of("its working directory " + directory + " is not a directory");
    }
    if (!Files.isExecutable(directory)) {
      return Optional.of("its working directory " + directory + " may not be entered");
    }
    return Optional.empty();
  }

  private static Optional<String> fileProblem(Path path, String file) {
    if (!Files.exists(path)) {
      return Optional.of("no such file: " + file);
    }
    if (Files.isDirectory(path)) {
      return Optional.of(file + " is a directory");
    }
    if (!Files.isExecutable(path)) {
      return Optional.of("permission denied: " + file);
    }
    return Optional.empty();
  }
}
