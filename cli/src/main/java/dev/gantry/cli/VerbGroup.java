package dev.gantry.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A verb that only has others below it, such as {@code gantry secret list}. */
@Command
final class VerbGroup implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private VerbGroup() {}

  static CommandLine of(String name, String alias, String description, List<Object> verbs) {
    CommandLine line = new CommandLine(new VerbGroup());
    line.getCommandSpec().name(name).aliases(alias).usageMessage().description(description);
    verbs.forEach(line::addSubcommand);
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
