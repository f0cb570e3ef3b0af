package dev.gantry.app.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks at source files that nothing compiles, so that a slip shows at the save and not at the next
 * call. What is not known, or whose program is not here, passes.
 *
 * @param programs the folders in which programs are looked for
 */
record SyntaxCheck(List<Path> programs) {

  /** All files at once, because starting Python takes longer than looking at a file. */
  private static final String PYTHON =
      """
      import ast, sys
      for name in sys.argv[1:]:
          try:
              ast.parse(open(name, 'rb').read(), name)
          except SyntaxError as slip:
              sys.exit(f'{name}:{slip.lineno}: {slip.msg}')
      """;

  /** By the end of a file's name, what looks at it; the file's name follows. */
  private static final Map<String, List<String>> CHECKS =
      Map.of(
          ".py", List.of("python3", "-c", PYTHON),
          ".js", List.of("node", "--check"),
          ".mjs", List.of("node", "--check"),
          ".rb", List.of("ruby", "-c"),
          ".php", List.of("php", "-l"),
          ".sh", List.of("bash", "-n"));

  /** What is wrong with a file below a folder; empty when nothing is. */
  Optional<String> mistake(Path folder) throws IOException, InterruptedException {
    for (List<String> command : commands(folder)) {
      DevProcess.Ended ended = DevProcess.run(command, folder);
      if (ended.status() != 0) {
        return Optional.of(ended.output().strip().replace(folder + "/", ""));
      }
    }
    return Optional.empty();
  }

  private List<List<String>> commands(Path folder) throws IOException {
    List<List<String>> commands = new ArrayList<>();
    List<String> python = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        List<String> command = command(file).orElse(List.of());
        if (command.contains(PYTHON)) {
          python.addAll(python.isEmpty() ? command : List.of());
          python.add(file.toString());
        } else if (!command.isEmpty()) {
          commands.add(Stream.concat(command.stream(), Stream.of(file.toString())).toList());
        }
      }
    }
    if (!python.isEmpty()) {
      commands.add(python);
    }
    return commands;
  }

  private Optional<List<String>> command(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return Optional.ofNullable(dot < 0 ? null : CHECKS.get(name.substring(dot)))
        .filter(command -> isHere(command.getFirst()));
  }

  private boolean isHere(String program) {
    return programs.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(program)));
  }
}
