package dev.gantry.app.dev;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of this machine to its end, without input. */
final class DevProcess {

  private static final long LONGEST_MINUTES = 10;
  private static final int MOST_OUTPUT = 64 << 10;

  private DevProcess() {}

  /**
   * How it ended.
   *
   * @param status its exit code; -1 when it took too long
   * @param output the start of what it wrote, at most 64 KiB
   */
  record Ended(int status, String output) {}

  static Ended run(List<String> command, Path folder) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readNBytes(MOST_OUTPUT);
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
      boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
      return new Ended(
          ended ? process.exitValue() : -1, new String(output, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }
}
