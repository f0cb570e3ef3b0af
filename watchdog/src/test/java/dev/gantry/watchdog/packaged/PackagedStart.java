package dev.gantry.watchdog.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a {@link PackagedWatchdog} is started: by default as user 12345 on a read-only root file
 * system.
 */
record PackagedStart(
    Map<String, String> variables,
    Path folder,
    String user,
    Room room,
    Map<String, Path> files,
    List<String> arguments) {

  static final String SOMEBODY = "12345:12345";

  /** With names and values in turn; {@code PATH} and free ports are added. */
  static PackagedStart with(String... variables) {
    return exactly("PATH", "/bin", "port", "0", "metrics_port", "0").and(variables);
  }

  /** With these variables and no others. */
  static PackagedStart exactly(String... variables) {
    return new PackagedStart(
            Map.of(), RuntimeFolder.PATH, SOMEBODY, Room.CLOSED, Map.of(), List.of())
        .and(variables);
  }

  PackagedStart and(String... more) {
    Map<String, String> all = new LinkedHashMap<>(variables);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return new PackagedStart(all, folder, user, room, files, arguments);
  }

  /** Another folder at {@code /opt/gantry}. */
  PackagedStart from(Path other) {
    return new PackagedStart(variables, other, user, room, files, arguments);
  }

  PackagedStart as(String other) {
    return new PackagedStart(variables, folder, other, room, files, arguments);
  }

  PackagedStart in(Room other) {
    return new PackagedStart(variables, folder, user, other, files, arguments);
  }

  /** With a file or folder copied into its root file system. */
  PackagedStart containing(String inside, Path file) {
    Map<String, Path> more = new TreeMap<>(files);
    more.put(inside, file);
    return new PackagedStart(variables, folder, user, room, more, arguments);
  }

  PackagedStart withArguments(String... more) {
    return new PackagedStart(variables, folder, user, room, files, List.of(more));
  }

  PackagedWatchdog start() throws Exception {
    ScratchRoot root = ScratchRoot.create();
    try {
      for (Map.Entry<String, Path> file : files.entrySet()) {
        Path copy = root.resolve(file.getKey());
        Files.createDirectories(copy.getParent());
        Command.run("cp", "-a", file.getValue().toString(), copy.toString()).orFail();
      }
      return new PackagedWatchdog(root, command(root));
    } catch (IOException | InterruptedException | AssertionError e) {
      root.close();
      throw e;
    }
  }

  private List<String> command(ScratchRoot root) {
    List<String> command = new ArrayList<>(root.enter(folder, user, room));
    variables.forEach((name, value) -> command.add(name + "=" + value));
    command.add("/opt/gantry/fwatchdog");
    command.addAll(arguments);
    return command;
  }
}
