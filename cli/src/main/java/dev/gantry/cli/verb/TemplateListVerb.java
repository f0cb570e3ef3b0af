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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says which templates there are. */
@Command(name = "list", aliases = "ls", description = "Lists the templates.")
public final class TemplateListVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final OutputOptions output = new OutputOptions();

  public TemplateListVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure {
    List<TemplateFacts> found = new ArrayList<>();
    TemplateLibrary library = new TemplateLibrary(terminal.folder());
    try {
      for (String name : library.names()) {
        if (library.find(name) instanceof TemplateLookup.Found(Template template)) {
          found.add(TemplateFacts.of(template));
        } else {
          terminal.warn(
              "the template " + name + " cannot be read; gantry template describe " + name);
        }
      }
    } catch (IOException unreadable) {
      throw Failure.file("could not list the templates", unreadable);
    }
    output.write(terminal.out(), found, out -> table(out, found));
    return 0;
  }

  private void table(PrintWriter out, List<TemplateFacts> found) {
    if (output.isQuiet()) {
      found.forEach(one -> out.println(one.name()));
      return;
    }
    Table table = new Table("TEMPLATE", "LANGUAGE", "GANTRY DEV", "FROM");
    for (TemplateFacts one : found) {
      table.row(one.name(), one.language(), one.runsWithoutImage() ? "yes" : "no", one.origin());
    }
    table.print(out);
  }
}
