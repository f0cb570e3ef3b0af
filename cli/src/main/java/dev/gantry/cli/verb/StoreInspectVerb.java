package dev.gantry.cli.verb;

import dev.gantry.build.store.StoreFunction;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Table;
import dev.gantry.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says everything about a ready-made function. */
@Command(
    name = "inspect",
    aliases = "describe",
    description = "Shows everything about a ready-made function.")
public final class StoreInspectVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final CatalogueOptions catalogue = new CatalogueOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "FUNCTION", description = "Its name or title.")
  private String name = "";

  public StoreInspectVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    StoreFunction function = catalogue.function(name, terminal);
    output.write(terminal.out(), function, out -> table(out, function));
    return 0;
  }

  private void table(PrintWriter out, StoreFunction function) {
    Table table = new Table();
    row(table, "Name", function.name());
    row(table, "Title", function.title());
    row(table, "Description", function.description());
    row(table, "Author", function.author());
    row(table, "Image", function.imageFor(catalogue.platform()).orElse(""));
    row(table, "Command", function.command());
    row(table, "Source", function.repository());
    function.secrets().forEach(secret -> table.row("Secret", secret));
    rows(table, "Environment", function.environment());
    rows(table, "Labels", function.labels());
    rows(table, "Annotations", function.annotations());
    table.print(out);
  }

  private static void row(Table table, String key, String value) {
    if (!value.isEmpty()) {
      table.row(key, value);
    }
  }

  private static void rows(Table table, String key, Map<String, String> pairs) {
    new TreeMap<>(pairs).forEach((name, value) -> table.row(key, name + "=" + value));
  }
}
