package dev.gantry.cli.verb;

import dev.gantry.api.Secret;
import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says which secrets there are. */
@Command(name = "list", aliases = "ls", description = "Lists the names of the secrets.")
public final class SecretListVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final NamespaceOption namespace = new NamespaceOption();
  @Mixin private final OutputOptions output = new OutputOptions();

  public SecretListVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    try (GatewaySession session = gateway.open(terminal)) {
      List<Secret> secrets =
          session.attempt("list secrets", client -> client.secrets(namespace.name()));
      output.write(
          terminal.out(), secrets, out -> secrets.forEach(secret -> out.println(secret.name())));
      return 0;
    }
  }
}
