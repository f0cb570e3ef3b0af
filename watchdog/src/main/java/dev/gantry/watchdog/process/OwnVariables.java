package dev.gantry.watchdog.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The variables that this program was started with, none of whose bytes is lost on their way to a
 * process: {@link System#getenv()} replaces what is no UTF-8.
 */
public final class OwnVariables {

  private static final Path FILE = Path.of("/proc/self/environ");

  private OwnVariables() {}

  /** Reads them; from Java, as it has them, where there is no {@code /proc}. */
  public static Map<String, String> read() {
    try {
      return parsed(Files.readAllBytes(FILE));
    } catch (IOException e) {
      return System.getenv();
    }
  }

  /** {@code NAME=value} each, with a NUL behind it; of two with one name the first counts. */
  static Map<String, String> parsed(byte[] all) {
    Map<String, String> variables = new HashMap<>();
    int start = 0;
    for (int at = 0; at < all.length; at++) {
      if (all[at] == 0) {
        add(all, start, at, variables);
        start = at + 1;
      }
    }
    add(all, start, all.length, variables);
    return variables;
  }

  /** What is no variable, because it has no name, is left out. */
  private static void add(byte[] all, int start, int end, Map<String, String> variables) {
    int sign = start;
    while (sign < end && all[sign] != '=') {
      sign++;
    }
    if (sign > start && sign < end) {
      variables.putIfAbsent(ByteText.of(all, start, sign), ByteText.of(all, sign + 1, end));
    }
  }
}
