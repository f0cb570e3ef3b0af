package dev.gantry.build.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs git in one folder: without a terminal, without hooks, and only with transports that carry
 * files ({@code ext::} would run a command of the address's choice).
 *
 * @param folder where it runs
 * @param limit how long one command may take
 */
public record Git(Path folder, Duration limit) {

  private static final String TRANSPORTS = "https:http:ssh:git:file";
  private static final int MOST_OUTPUT = 64 * 1024;

  /**
   * What a command said.
   *
   * @param status 0 is success
   * @param text its output, stripped; errors, too
   */
  public record Answer(int status, String text) {

    public boolean isSuccess() {
      return status == 0;
    }
  }

  /**
   * Runs one command and waits for it.
   *
   * @throws IOException if git is not there, or did not end within the limit
   */
  public Answer run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.hooksPath=/dev/null"));
    command.addAll(List.of("-c", "protocol.ext.allow=never", "-c", "advice.detachedHead=false"));
    command.addAll(List.of(arguments));
    // A file, not a pipe: nothing has to be read while it runs.
    Path output = Files.createTempFile("gantry-git", ".log");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().put("GIT_TERMINAL_PROMPT", "0");
      builder.environment().put("GIT_ALLOW_PROTOCOL", TRANSPORTS);
      builder.environment().put("LC_ALL", "C");
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      return new Answer(await(builder.start()), text(output));
    } finally {
      Files.delete(output);
    }
  }

  private int await(Process git) throws IOException, InterruptedException {
    try {
      if (git.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return git.exitValue();
      }
      throw new IOException("git did not end within " + limit.toSeconds() + " s");
    } finally {
      git.descendants().forEach(ProcessHandle::destroyForcibly);
      git.destroyForcibly();
    }
  }

  private static String text(Path output) throws IOException {
    try (var in = Files.newInputStream(output)) {
      return new String(in.readNBytes(MOST_OUTPUT), UTF_8).strip();
    }
  }
}
