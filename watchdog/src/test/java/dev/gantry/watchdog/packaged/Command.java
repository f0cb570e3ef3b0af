package dev.gantry.watchdog.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this machine that was run to its end. */
record Command(List<String> command, int status, String output) {

  private static final int LIMIT_SECONDS = 120;

  /** Runs it, without input; what it writes to STDOUT and STDERR is its output. */
  static Command run(String... command) throws IOException, InterruptedException {
    return run(Path.of("").toAbsolutePath(), List.of(command));
  }

  static Command run(Path folder, List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("gantry-command", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new IOException(command + " did not end: " + Files.readString(output));
      }
      return new Command(command, process.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }

  /** Its output, if it ended well. */
  String orFail() {
    assertThat(status).as("%s%n%s", command, output).isZero();
    return output;
  }
}
