package dev.gantry.bench.drive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says what a bench runs on. */
public final class Machine {

  private Machine() {}

  public static String describe() {
    return Runtime.getRuntime().availableProcessors()
        + " cores ("
        + processor()
        + "), Linux "
        + System.getProperty("os.version")
        + ", Java "
        + Runtime.version();
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException absent) {
      return "unknown";
    }
  }
}
