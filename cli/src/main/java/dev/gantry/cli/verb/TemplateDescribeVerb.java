package dev.gantry.cli.verb;

import dev.gantry.build.template.Template;
import dev.gantry.build.template.TemplateLibrary;
import dev.gantry.build.template.TemplateLookup;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Table;
import dev.gantry.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says everything about a template. */
@Command(name = "describe", description = "Shows everything about a template.")
public final class TemplateDescribeVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "TEMPLATE", description = "Its name.")
  private String name = "";

  public TemplateDescribeVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure {
    String tried = "could not describe the template '" + name + "'";
    try {
      switch (new TemplateLibrary(terminal.folder()).find(name)) {
        case TemplateLookup.Found(Template template) -> {
          TemplateFacts facts = TemplateFacts.of(template);
          output.write(terminal.out(), facts, out -> table(out, facts));
        }
        case TemplateLookup other -> throw TemplateFailure.of(tried, other);
      }
      return 0;
    } catch (IOException unreadable) {
      throw Failure.file(tried, unreadable);
    }
  }

  private static void table(PrintWriter out, TemplateFacts facts) {
    Table table = new Table();
    table.row("Name", facts.name());
    table.row("Language", facts.language());
    table.row("From", facts.origin());
    table.row("Command", facts.fprocess() == null ? "the image's own" : facts.fprocess());
    table.row("Handler", facts.handlerFolder());
    table.row("Gantry dev", facts.runsWithoutImage() ? "yes" : "no, it runs in an image only");
    facts
        .buildOptions()
        .forEach(
            (group, packages) -> table.row("Packages", group + ": " + String.join(", ", packages)));
    table.print(out);
  }
}
