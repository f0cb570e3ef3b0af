package dev.gantry.watchdog.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the words for a process that could not be started. */
final class StartFailure {

  private StartFailure() {}

  /** For what was found out before the start. */
  static ProcessStartException of(String program, String reason) {
    return new ProcessStartException("cannot start '" + program + "': " + reason);
  }

  /** For a system call that failed before the start. */
  static ProcessStartException of(String program, int errno) {
    return of(program, Errno.text(errno));
  }

  /**
   * For a start that failed; looks at the files, since the system says "no such file" of a missing
   * directory, program and interpreter alike.
   *
   * @param file the program's file
   */
  static ProcessStartException of(
      String program, String file, Optional<Path> directory, int errno) {
    boolean aboutFiles = errno == Errno.ENOENT || errno == Errno.EACCES || errno == Errno.ENOTDIR;
    if (aboutFiles && directory.isPresent()) {
      Path start = directory.get();
      if (!Files.exists(start)) {
        return of(program, "its working directory " + start + " does not exist");
      }
      if (!Files.isDirectory(start)) {
        return of(program, "its working directory " + start + " is not a directory");
      }
      if (!Files.isExecutable(start)) {
        return of(program, "its working directory " + start + " may not be entered");
      }
    }
    return of(program, aboutFiles ? fileProblem(file, directory, errno) : Errno.text(errno));
  }

  private static String fileProblem(String file, Optional<Path> directory, int errno) {
    Path path = directory.map(start -> start.resolve(file)).orElse(Path.of(file));
    if (Files.isDirectory(path)) {
      return file + " is a directory";
    }
    if (errno == Errno.ENOENT && Files.exists(path)) {
      return "the interpreter or loader that " + file + " names does not exist";
    }
    return Errno.text(errno) + ": " + file;
  }
}
