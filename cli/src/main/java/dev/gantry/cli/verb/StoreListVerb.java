package dev.gantry.cli.verb;

import dev.gantry.build.store.StoreFunction;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Printable;
import dev.gantry.cli.terminal.Table;
import dev.gantry.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says which ready-made functions there are. */
@Command(name = "list", aliases = "ls", description = "Lists ready-made functions.")
public final class StoreListVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final CatalogueOptions catalogue = new CatalogueOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  public StoreListVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    List<StoreFunction> functions = catalogue.read(terminal).functions();
    output.write(terminal.out(), functions, out -> table(out, functions));
    return 0;
  }

  private void table(PrintWriter out, List<StoreFunction> functions) {
    if (output.isQuiet()) {
      functions.forEach(function -> out.println(Printable.cell(function.name())));
      return;
    }
    Table table = new Table("FUNCTION", "AUTHOR", "DESCRIPTION");
    for (StoreFunction one : functions) {
      table.row(one.name(), one.author(), one.description());
    }
    table.print(out);
  }
}
