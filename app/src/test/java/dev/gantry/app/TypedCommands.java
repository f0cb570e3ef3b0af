package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The real program as a person types it, in a folder and with a home of their own.
 *
 * @param folder where it is started
 * @param home whose logins are used
 * @param gateway what {@code OPENFAAS_URL} says
 */
record TypedCommands(Path folder, Path home, String gateway) {

  /** A shell function {@code gantry} and the rest of a script. */
  Command script(String script) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Files.createDirectories(home);
    Path output = Files.createTempFile("gantry-typed", ".out");
    try {
      String program = "gantry() { " + String.join(" ", quoted(program())) + " \"$@\"; }\n";
      ProcessBuilder builder =
          new ProcessBuilder("sh", "-e", "-c", program + script)
              .directory(folder.toFile())
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("GANTRY_"));
      builder.environment().putAll(environment());
      Process process = builder.start();
      boolean ended = process.waitFor(2, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      String text = Files.readString(output);
      assertThat(ended).as("it ends: %s", text).isTrue();
      return new Command(List.of(script), process.exitValue(), text);
    } finally {
      Files.delete(output);
    }
  }

  /** Starts a command that goes on; its output goes into a file. */
  Process start(Path output, String... arguments) throws IOException {
    Files.createDirectories(folder);
    Files.createDirectories(home);
    List<String> command = new ArrayList<>(program());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GANTRY_"));
    builder.environment().putAll(environment());
    return builder.start();
  }

  /**
   * The variables of a shell that finds {@code gantry} as any program.
   *
   * @param programs a folder that gets it
   */
  Map<String, String> environmentWithProgram(Path programs) throws IOException {
    Files.createDirectories(folder);
    Files.createDirectories(home);
    Files.createDirectories(programs);
    Path gantry = programs.resolve("gantry");
    Files.writeString(
        gantry, "#!/bin/sh\nexec " + String.join(" ", quoted(program())) + " \"$@\"\n");
    assertThat(gantry.toFile().setExecutable(true)).isTrue();
    Map<String, String> all = new HashMap<>(environment());
    all.put("PATH", programs + ":" + System.getenv("PATH"));
    return all;
  }

  private Map<String, String> environment() {
    return Map.of(
        "HOME", home.toString(),
        "XDG_CONFIG_HOME", home.resolve("config").toString(),
        "XDG_DATA_HOME", home.resolve("data").toString(),
        "OPENFAAS_URL", gateway);
  }

  private static List<String> program() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-XX:TieredStopAtLevel=1",
        "-Dgantry.home=" + RunningGantry.home(),
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName());
  }

  private static List<String> quoted(List<String> words) {
    return words.stream().map(word -> "'" + word.replace("'", "'\\''") + "'").toList();
  }
}
