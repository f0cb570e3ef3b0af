package dev.gantry.cli.verb;

import dev.gantry.api.FunctionStatus;
import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Format;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Table;
import dev.gantry.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which functions there are. */
@Command(name = "list", aliases = "ls", description = "Lists the functions.")
public final class ListVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final NamespaceOption namespace = new NamespaceOption();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = {"-v", "--verbose"},
      description = "Show image or command, and when it was deployed, too.")
  private boolean verbose;

  @Option(
      names = "--sort",
      paramLabel = "KEY",
      defaultValue = "name",
      description = "Order: name, invocations or creation. Default: name")
  private Order order = Order.NAME;

  @Option(names = "--json", description = "The same as --output json.")
  private boolean json;

  /** In which order functions are listed. */
  enum Order {
    NAME,
    INVOCATIONS,
    CREATION;

    private Comparator<FunctionStatus> comparator() {
      return switch (this) {
        case NAME -> Comparator.comparing(FunctionStatus::name);
        case INVOCATIONS -> Comparator.comparingDouble(FunctionStatus::invocationCount).reversed();
        case CREATION -> Comparator.comparing(FunctionStatus::createdAt);
      };
    }
  }

  public ListVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    List<FunctionStatus> functions;
    try (GatewaySession session = gateway.open(terminal)) {
      functions =
          session.attempt("list functions", client -> client.functions(namespace.name())).stream()
              .sorted(order.comparator())
              .toList();
    }
    OutputOptions.write(
        json ? Format.JSON : output.format(),
        terminal.out(),
        functions,
        out -> table(out, functions));
    return 0;
  }

  private void table(PrintWriter out, List<FunctionStatus> functions) {
    if (output.isQuiet()) {
      functions.forEach(function -> out.println(function.name()));
      return;
    }
    Table table =
        verbose
            ? new Table("FUNCTION", "STATE", "REPLICAS", "INVOCATIONS", "RUNS", "CREATED")
            : new Table("FUNCTION", "STATE", "REPLICAS", "INVOCATIONS");
    for (FunctionStatus function : functions) {
      String state = Texts.state(function);
      String replicas = Texts.replicas(function);
      String count = Texts.count(function.invocationCount());
      if (verbose) {
        table.row(
            function.name(),
            state,
            replicas,
            count,
            Texts.runs(function),
            Texts.time(function.createdAt()));
      } else {
        table.row(function.name(), state, replicas, count);
      }
    }
    table.print(out);
  }
}
