package dev.gantry.cli.verb;

import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a script that makes a shell complete the commands. */
@Command(
    name = "completion",
    description = "Writes a completion script for a shell.",
    footer = {
      "",
      "bash, zsh:  source <(gantry completion bash)",
      "fish:       gantry completion fish > ~/.config/fish/completions/gantry.fish"
    })
public final class CompletionVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "SHELL", description = "bash, zsh or fish.")
  private String parameter = "";

  @Option(names = "--shell", paramLabel = "SHELL", description = "The same.")
  private String option = "";

  public CompletionVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure {
    CommandLine root = spec.root().commandLine();
    String shell = parameter.isEmpty() ? option : parameter;
    switch (shell) {
      case "bash", "zsh" -> terminal.out().print(AutoComplete.bash("gantry", root));
      case "fish" -> terminal.out().print(FishCompletion.of(root));
      default ->
          throw Failure.usage(
              "the shell is "
                  + (shell.isEmpty() ? "missing" : "'" + shell + "'")
                  + " (expected: bash, zsh or fish)",
              "gantry completion bash");
    }
    terminal.out().flush();
    return 0;
  }
}
