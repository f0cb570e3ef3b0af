package dev.gantry.app;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
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
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
final class GantryCommand implements Runnable {

  private static final int USAGE = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** The whole command line, ready to execute. */
  static CommandLine line(
      Map<String, String> env, PrintWriter out, PrintWriter err, CountDownLatch stop) {
    return new CommandLine(new GantryCommand())
        .addSubcommand("up", UpCommand.line(env, out, err, stop))
        .addSubcommand("images", ImagesCommand.line(err))
        .addSubcommand(new CommandLine.HelpCommand())
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(GantryCommand::explain);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** One sentence and where to read more, instead of a page of usage. */
  private static int explain(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: " + firstLine(mistake));
    CommandLine.UnmatchedArgumentException.printSuggestions(mistake, err);
    err.println("  try: " + command.getCommandSpec().qualifiedName() + " --help");
    return USAGE;
  }

  private static String firstLine(ParameterException mistake) {
    String message = String.valueOf(mistake.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
