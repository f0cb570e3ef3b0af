package dev.gantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program of this machine that was run to its end. */
record Program(int status, String output) {

  private static final int LIMIT_SECONDS = 120;

  /** Runs it, without input; what it writes to STDOUT and STDERR is its output. */
  static Program run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("gantry-program", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new IOException(String.join(" ", command) + ": " + Files.readString(output));
      }
      return new Program(process.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }

  /** Its output, if it ended well. */
  String orFail() {
    assertThat(status).as(output).isZero();
    return output;
  }
}
