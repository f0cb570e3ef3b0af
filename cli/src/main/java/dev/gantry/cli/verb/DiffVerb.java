package dev.gantry.cli.verb;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionStatus;
import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Colours;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Printable;
import dev.gantry.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what a deploy of a stack file would change. */
@Command(
    name = "diff",
    description = "Compares a stack file with the gateway; exits with 1 when they differ.")
public final class DiffVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final NamespaceOption namespace = new NamespaceOption();
  @Mixin private final StackOptions stack = new StackOptions();
  @Mixin private final TagOption tag = new TagOption();
  @Mixin private final OutputOptions output = new OutputOptions();

  public DiffVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    StackFile file = stack.need(terminal);
    StackDeployments deployments = new StackDeployments(file, new ImageNames(file, tag));
    List<Difference> found = new ArrayList<>();
    String ofStack = file.gateway() == null ? "" : file.gateway();
    try (GatewaySession session = gateway.open(terminal, ofStack)) {
      for (StackFunction function : file.functions()) {
        found.addAll(differences(session, deployments.of(function)));
      }
    }
    output.write(terminal.out(), found, out -> table(out, found));
    return found.isEmpty() ? 0 : Failure.FAILED;
  }

  private List<Difference> differences(GatewaySession session, FunctionDeployment wanted)
      throws Failure, InterruptedException {
    String own = wanted.namespace();
    String where = own == null || !namespace.name().isEmpty() ? namespace.name() : own;
    Optional<FunctionStatus> there =
        session.attempt(
            "compare '" + wanted.service() + "'",
            client -> client.function(wanted.service(), where));
    return there.isPresent()
        ? Difference.between(wanted, there.get())
        : List.of(new Difference(wanted.service(), "", "", "not deployed"));
  }

  private void table(PrintWriter out, List<Difference> found) {
    if (output.isQuiet()) {
      found.stream().map(Difference::function).distinct().forEach(out::println);
      return;
    }
    Colours colours = terminal.colours();
    for (Difference one : found) {
      if (one.key().isEmpty()) {
        out.println(colours.green("+ " + one.function()) + " is not deployed");
        continue;
      }
      out.println("~ " + one.function() + " " + one.key());
      print(out, colours.red("  - "), one.gateway());
      print(out, colours.green("  + "), one.stack());
    }
    if (found.isEmpty()) {
      out.println("The gateway has what the stack file says.");
    }
  }

  private static void print(PrintWriter out, String mark, String value) {
    if (!value.isEmpty()) {
      out.println(mark + Printable.cell(value));
    }
  }
}
