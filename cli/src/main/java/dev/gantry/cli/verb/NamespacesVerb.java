package dev.gantry.cli.verb;

import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says which namespaces there are. */
@Command(name = "namespaces", description = "Lists the namespaces.")
public final class NamespacesVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  public NamespacesVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    try (GatewaySession session = gateway.open(terminal)) {
      List<String> names = session.attempt("list namespaces", client -> client.namespaces());
      output.write(terminal.out(), names, out -> names.forEach(out::println));
      return 0;
    }
  }
}
