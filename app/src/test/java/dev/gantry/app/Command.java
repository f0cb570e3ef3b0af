package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of this machine that was run to its end, in the project's folder. */
record Command(List<String> command, int status, String output) {

  private static final Duration LIMIT = Duration.ofMinutes(4);

  /** Runs it, without input; what it writes to STDOUT and STDERR is its output. */
  static Command run(String... command) throws IOException, InterruptedException {
    return run(Map.of(), List.of(command));
  }

  /** The same with variables beside those of this process; an empty value takes one away. */
  static Command run(Map<String, String> variables, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("gantry-command", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(RunningGantry.home().toFile())
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("GANTRY_"));
      builder.environment().putAll(variables);
      Process process = builder.start();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
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
