package dev.gantry.bench.drive;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of the machine that a bench needs. */
public final class Tools {

  private Tools() {}

  /**
   * Looks for all of them on the path.
   *
   * @throws IOException naming all that are missing, and how to get them
   */
  public static void require(List<String> names) throws IOException {
    List<String> missing = new ArrayList<>();
    for (String name : names) {
      if (!isThere(name)) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      throw new IOException(
          "the bench needs "
              + String.join(", ", missing)
              + "\n  try: tools/install-packages (Debian, as root), or install them");
    }
  }

  /**
   * The first line that a program prints, such as its version; {@code unknown} if there is none.
   */
  public static String firstLine(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return output.lines().findFirst().orElse("unknown").strip();
    } catch (IOException absent) {
      return "unknown";
    }
  }

  private static boolean isThere(String name) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(folder, name))) {
        return true;
      }
    }
    return false;
  }
}
