package dev.gantry.cli;

import dev.gantry.build.yaml.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The verb or option that a mistyped one most likely stands for. */
final class Suggestion {

  private Suggestion() {}

  /** Empty if the mistake is another, or nothing is near. */
  static Optional<String> of(ParameterException mistake) {
    if (!(mistake instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return Optional.empty();
    }
    CommandSpec command = mistake.getCommandLine().getCommandSpec();
    String mistyped = unmatched.getUnmatched().getFirst();
    return unmatched.isUnknownOption()
        ? Nearest.to(mistyped.split("=", 2)[0], options(command))
        : Nearest.to(mistyped, verbs(command));
  }

  private static Collection<String> verbs(CommandSpec command) {
    return command.subcommands().entrySet().stream()
        .filter(verb -> !verb.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Collection<String> options(CommandSpec command) {
    return command.options().stream()
        .filter(option -> !option.hidden())
        .flatMap(option -> List.of(option.names()).stream())
        .toList();
  }
}
