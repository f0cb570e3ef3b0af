package dev.gantry.bench.drive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A yardstick in C, built by the bench from its own source. */
public final class CProgram {

  private CProgram() {}

  /**
   * Compiles {@code bench/src/main/c/NAME.c} with {@code gcc -O2}.
   *
   * @param folder where the program is written
   * @throws IOException if it does not compile
   */
  public static Path build(String name, Path folder) throws IOException, InterruptedException {
    return build(name, folder, List.of());
  }

  /**
   * As {@link #build(String, Path)}, with more options.
   *
   * @param options such as {@code -static}
   */
  public static Path build(String name, Path folder, List<String> options)
      throws IOException, InterruptedException {
    Path source = Path.of(System.getProperty("bench.folder", "bench"), "src/main/c", name + ".c");
    Path program = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of("gcc", "-O2", "-pthread"));
    command.addAll(options);
    command.addAll(List.of("-o", program.toString(), source.toString()));
    Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
    String complaints = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (gcc.waitFor() != 0) {
      throw new IOException("gcc could not build " + source + ":\n" + complaints);
    }
    return program;
  }
}
