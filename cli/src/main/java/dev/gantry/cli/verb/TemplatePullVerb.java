package dev.gantry.cli.verb;

import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.TemplateSource;
import dev.gantry.build.template.PullOutcome;
import dev.gantry.build.template.TemplatePull;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pulls templates out of git repositories: the one that is named, or those of the stack file. */
@Command(name = "pull", description = "Pulls the templates of a git repository.")
public final class TemplatePullVerb implements Callable<Integer> {

  private static final String OF_STACK = "stack";

  private final Terminal terminal;

  @Mixin private final StackOptions stack = new StackOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "REPOSITORY[#VERSION]",
      description =
          "Its address, with a tag, branch or commit; stack, or nothing with -f, means those of the"
              + " stack file. Default: OPENFAAS_TEMPLATE_URL")
  private String address = "";

  @Option(names = "--overwrite", description = "Replace templates that are there.")
  private boolean overwrite;

  public TemplatePullVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    List<PullOutcome.Pulled> pulled = new ArrayList<>();
    for (String repository : repositories()) {
      pulled.add(pull(repository));
    }
    output.write(terminal.out(), pulled, out -> pulled.forEach(one -> tell(out, one)));
    return 0;
  }

  private List<String> repositories() throws Failure, InterruptedException {
    if (address.equals(OF_STACK) || (address.isEmpty() && stack.isNamed())) {
      StackFile file = stack.need(terminal);
      List<String> found =
          file.templates().stream()
              .map(TemplateSource::source)
              .filter(source -> !source.isEmpty())
              .distinct()
              .toList();
      if (found.isEmpty()) {
        throw Failure.usage(file.name() + " names no templates (configuration.templates)", "");
      }
      return found;
    }
    String named =
        address.isEmpty() ? terminal.variable("OPENFAAS_TEMPLATE_URL").orElse("") : address;
    if (named.isEmpty()) {
      throw Failure.usage("a repository is missing", "gantry template pull ADDRESS#VERSION");
    }
    return List.of(named);
  }

  private PullOutcome.Pulled pull(String repository) throws Failure, InterruptedException {
    String tried = "could not pull templates of " + repository;
    try {
      return switch (new TemplatePull(terminal.folder(), overwrite, terminal.clock())
          .pull(repository)) {
        case PullOutcome.Pulled pulled -> pulled;
        case PullOutcome.Refused(String why) -> throw Failure.of(tried, why, "");
        case PullOutcome.Failed(String why) -> throw Failure.of(tried, why, "");
      };
    } catch (IOException unwritable) {
      throw Failure.file(tried, unwritable);
    }
  }

  private void tell(PrintWriter out, PullOutcome.Pulled pulled) {
    output.say(
        out,
        "Pulled " + String.join(", ", pulled.written()) + " at " + pulled.origin().sha() + ".");
    if (!pulled.kept().isEmpty()) {
      terminal.warn(
          "there already, and kept: "
              + String.join(", ", pulled.kept())
              + "; --overwrite replaces");
    }
  }
}
