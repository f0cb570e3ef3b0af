package dev.gantry.build.stack;

import dev.gantry.build.yaml.Fields;
import dev.gantry.build.yaml.FileProblem;
import dev.gantry.build.yaml.Substitution;
import dev.gantry.build.yaml.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads a file of variables: YAML with the one key {@code environment}. */
final class EnvironmentFile {

  private EnvironmentFile() {}

  /**
   * Its variables; nothing is replaced in it.
   *
   * @param function the function that names the file, which is told if it cannot be read
   */
  static Map<String, String> read(
      Path folder, String file, Fields function, List<FileProblem> problems) {
    try {
      String text = Files.readString(folder.resolve(file));
      YamlDocument document = YamlDocument.read(file, text, Substitution.NONE);
      problems.addAll(document.problems());
      Fields root = Fields.of("", document.root(), problems);
      root.onlyKnow(List.of("environment"));
      return root.map("environment");
    } catch (IOException | InvalidPathException unreadable) {
      function.note("environment_file", "\"" + file + "\" cannot be read");
      return Map.of();
    }
  }
}
