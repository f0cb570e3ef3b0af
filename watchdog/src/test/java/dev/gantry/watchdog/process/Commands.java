package dev.gantry.watchdog.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands for tests. */
final class Commands {

  static final String PATH = "/usr/local/bin:/usr/bin:/bin";

  private Commands() {}

  static ProcessCommand of(String... arguments) {
    return new ProcessCommand(List.of(arguments), Map.of("PATH", PATH), Optional.empty(), false);
  }

  static ProcessCommand shell(String script) {
    return of("sh", "-c", script);
  }

  static ProcessCommand merged(String script) {
    return new ProcessCommand(
        List.of("sh", "-c", script), Map.of("PATH", PATH), Optional.empty(), true);
  }

  static ProcessCommand in(Path directory, String... arguments) {
    return new ProcessCommand(
        List.of(arguments), Map.of("PATH", PATH), Optional.of(directory), false);
  }
}
