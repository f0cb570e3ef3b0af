package dev.gantry.cli.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion script of fish: one {@code complete} line for each verb and option. */
final class FishCompletion {

  private FishCompletion() {}

  static String of(CommandLine root) {
    List<String> lines = new ArrayList<>();
    lines.add("# completions of " + root.getCommandName() + " for fish");
    add(lines, root.getCommandName(), root, List.of());
    return String.join("\n", lines) + "\n";
  }

  private static void add(
      List<String> lines, String program, CommandLine command, List<String> path) {
    Map<String, CommandLine> verbs = command.getSubcommands();
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        lines.add(line(program, condition(path, verbs.keySet().stream().toList()), option));
      }
    }
    for (Map.Entry<String, CommandLine> verb : verbs.entrySet()) {
      CommandSpec spec = verb.getValue().getCommandSpec();
      if (!spec.usageMessage().hidden() && spec.name().equals(verb.getKey())) {
        lines.add(
            "complete -c "
                + program
                + " -n "
                + quoted(condition(path, verbs.keySet().stream().toList()))
                + " -f -a "
                + quoted(spec.name())
                + " -d "
                + quoted(first(spec.usageMessage().description())));
        List<String> deeper = new ArrayList<>(path);
        deeper.add(spec.name());
        add(lines, program, verb.getValue(), deeper);
      }
    }
  }

  /** All verbs of the path were typed, and none of those that could follow. */
  private static String condition(List<String> path, List<String> next) {
    String typed =
        path.stream()
            .map(verb -> "__fish_seen_subcommand_from " + verb)
            .collect(Collectors.joining("; and "));
    String open = next.isEmpty() ? "" : "not __fish_seen_subcommand_from " + String.join(" ", next);
    return typed + (typed.isEmpty() || open.isEmpty() ? "" : "; and ") + open;
  }

  private static String line(String program, String condition, OptionSpec option) {
    StringBuilder line = new StringBuilder("complete -c " + program);
    line.append(" -n ").append(quoted(condition));
    for (String name : option.names()) {
      boolean isLong = name.startsWith("--");
      line.append(isLong ? " -l " : " -s ").append(name.substring(isLong ? 2 : 1));
    }
    if (option.arity().min() > 0) {
      line.append(" -r");
    }
    return line.append(" -d ").append(quoted(first(option.description()))).toString();
  }

  private static String first(String[] description) {
    return description.length == 0 ? "" : description[0];
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
