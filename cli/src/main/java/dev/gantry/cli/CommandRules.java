package dev.gantry.cli;

import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Terminal;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** What holds for every command: its help, how mistakes are told, and what its exit code is. */
final class CommandRules {

  private static final int INTERRUPTED = 130;

  private CommandRules() {}

  /** Applies the rules to a complete command line. */
  static CommandLine apply(CommandLine root, Terminal terminal) {
    root.getSubcommands().values().stream().distinct().forEach(CommandRules::addHelp);
    return root.setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(ansi(terminal)))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((mistake, arguments) -> explain(mistake, terminal))
        .setExecutionExceptionHandler((failure, line, parsed) -> tell(failure, terminal));
  }

  private static CommandLine.Help.Ansi ansi(Terminal terminal) {
    return terminal.colours().on() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF;
  }

  private static void addHelp(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    if (spec.findOption("--help") == null) {
      spec.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Show this help.")
              .build());
    }
    spec.usageMessage().sortOptions(false);
    line.getSubcommands().values().stream().distinct().forEach(CommandRules::addHelp);
  }

  /** One sentence and where to read more, instead of a page of usage. */
  private static int explain(ParameterException mistake, Terminal terminal) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    String meant = Suggestion.of(mistake).map(word -> " (did you mean " + word + "?)").orElse("");
    Failure.usage(firstLine(mistake) + meant, "").print(err, terminal.errorColours());
    err.println(
        "  "
            + terminal.errorColours().green("try:")
            + " "
            + command.getCommandSpec().qualifiedName()
            + " --help");
    return Failure.USAGE;
  }

  private static String firstLine(ParameterException mistake) {
    return String.valueOf(mistake.getMessage()).lines().findFirst().orElse("");
  }

  private static int tell(Exception failed, Terminal terminal) throws Exception {
    return switch (failed) {
      case Failure failure -> {
        terminal.out().flush();
        failure.print(terminal.err(), terminal.errorColours());
        yield failure.exitCode();
      }
      case InterruptedException stopped -> INTERRUPTED;
      default -> throw failed;
    };
  }
}
