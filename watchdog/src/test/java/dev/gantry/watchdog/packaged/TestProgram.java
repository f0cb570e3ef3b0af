package dev.gantry.watchdog.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs in C that run in images without anything else. */
final class TestProgram {

  private TestProgram() {}

  /** A server for mode http, in no need of a C library. */
  static Path upstream(Path folder) throws IOException, InterruptedException {
    return compiled(folder, "upstream", "gcc", "-static");
  }

  /** Copies its input, in upper case; in no need of a C library. */
  static Path upperStatic(Path folder) throws IOException, InterruptedException {
    return compiled(folder, "upper", "gcc", "-static");
  }

  /** Copies its input, in upper case; needs musl's loader. */
  static Path upperWithMusl(Path folder) throws IOException, InterruptedException {
    return compiled(folder, "upper", "musl-gcc");
  }

  private static Path compiled(Path folder, String name, String... compiler)
      throws IOException, InterruptedException {
    Path program = folder.resolve(name + "-" + compiler[0]);
    if (Files.notExists(program)) {
      List<String> command = new ArrayList<>(List.of(compiler));
      command.addAll(List.of("-std=c11", "-O1", "-Wall", "-Wextra", "-Werror", "-pthread"));
      command.addAll(List.of("-o", program.toString()));
      command.add(RuntimeFolder.C_SOURCES.resolve(name + ".c").toString());
      Command.run(folder, command).orFail();
    }
    return program;
  }
}
