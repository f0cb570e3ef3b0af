package dev.gantry.cli;

import dev.gantry.api.VersionInfo;
import dev.gantry.cli.terminal.Terminal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gantry} without a verb: says which verbs there are. */
@Command(
    name = "gantry",
    description = "Turns any UNIX process into a web function.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class GantryCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private GantryCommand() {}

  /**
   * The command line: with the verb that was typed alone, because loading all takes longer than
   * most of them (ADR 0036), or with all when it is none, or wants to know of all.
   *
   * @param arguments what was typed
   * @param version this build
   * @param program makes the verbs of {@link Verbs#OF_PROGRAM}
   */
  public static CommandLine line(
      Terminal terminal,
      List<String> arguments,
      VersionInfo version,
      Function<String, CommandLine> program) {
    CommandLine root = new CommandLine(new GantryCommand());
    root.getCommandSpec().version("gantry " + version.release());
    Optional<String> typed = Verbs.named(arguments.isEmpty() ? "" : arguments.getFirst());
    List<String> wanted =
        typed.isPresent() && !typed.get().equals("completion") ? List.of(typed.get()) : Verbs.NAMES;
    for (String name : wanted) {
      root.addSubcommand(
          name,
          Verbs.OF_PROGRAM.contains(name)
              ? program.apply(name)
              : Verbs.line(name, terminal, version));
    }
    if (wanted.size() > 1) {
      root.addSubcommand(new CommandLine.HelpCommand());
    }
    return CommandRules.apply(root, terminal);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
