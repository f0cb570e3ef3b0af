package dev.gantry.cli.verb;

import dev.gantry.build.project.NewFunction;
import dev.gantry.build.project.NewOutcome;
import dev.gantry.build.stack.StackFile;
import dev.gantry.build.template.TemplateLibrary;
import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Table;
import dev.gantry.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Begins a function: a folder with its code, and an entry in the stack file. */
@Command(name = "new", description = "Begins a function in a language.")
public final class NewVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final GatewayOptions gateway = new GatewayOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FUNCTION",
      description = "Its name; also that of its folder.")
  private String name = "";

  @Option(names = "--lang", paramLabel = "LANGUAGE", description = "Template; see --list.")
  private String lang = "";

  @Option(names = "--list", description = "List the templates.")
  private boolean list;

  @Option(
      names = {"-f", "--yaml", "--append"},
      paramLabel = "FILE",
      description =
          "Stack file that gets the function; made if it is not there. Default: the one that lies"
              + " here, otherwise stack.yml")
  private String file = "";

  @Option(
      names = {"-p", "--prefix"},
      paramLabel = "PREFIX",
      description = "What is in front of the image's name. Default: OPENFAAS_PREFIX")
  private String prefix = "";

  public NewVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What is told of it. */
  private record Begun(String name, String handler, String stackFile) {}

  @Override
  public Integer call() throws Failure {
    try {
      if (list) {
        List<String> names = new TemplateLibrary(terminal.folder()).names();
        output.write(terminal.out(), names, out -> names.forEach(out::println));
        return 0;
      }
      if (name.isEmpty() || lang.isEmpty()) {
        throw Failure.usage("name a function and a language", "gantry new hello --lang python");
      }
      return create();
    } catch (IOException unwritable) {
      throw Failure.file("could not begin '" + name + "'", unwritable);
    }
  }

  private int create() throws Failure, IOException {
    Path stack =
        file.isEmpty()
            ? StackFile.in(terminal.folder()).orElse(terminal.path("stack.yml"))
            : terminal.path(file);
    String images = prefix.isEmpty() ? terminal.variable("OPENFAAS_PREFIX").orElse("") : prefix;
    String tried = "could not begin '" + name + "'";
    switch (new NewFunction(name, lang, stack, images, gateway.address(terminal).text()).create()) {
      case NewOutcome.Created created -> tell(created);
      case NewOutcome.Refused(String why) -> throw Failure.of(tried, why, "");
      case NewOutcome.NoTemplate(var lookup) -> throw TemplateFailure.of(tried, lookup);
    }
    return 0;
  }

  private void tell(NewOutcome.Created created) {
    String handler = terminal.shown(created.handler());
    String stack = terminal.shown(created.stackFile());
    output.write(
        terminal.out(), new Begun(name, handler, stack), out -> tell(out, created, handler, stack));
  }

  private void tell(PrintWriter out, NewOutcome.Created created, String handler, String stack) {
    output.say(out, "Function " + name + ": " + handler + "/, in " + stack + ".");
    String welcome = created.template().welcome();
    if (welcome != null) {
      output.say(out, "");
      output.say(out, welcome.strip());
    }
    output.say(out, "");
    output.say(out, "Next:");
    if (!output.isQuiet()) {
      new Table()
          .row("  gantry dev" + option(stack), "runs it here, and anew after each save")
          .row("  gantry up -f " + stack, "builds its image and deploys it")
          .print(out);
    }
  }

  private static String option(String stack) {
    return stack.equals("stack.yml") || stack.equals("stack.yaml") ? "" : " -f " + stack;
  }
}
