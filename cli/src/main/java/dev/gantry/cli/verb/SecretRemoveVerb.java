package dev.gantry.cli.verb;

import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes a secret. */
@Command(
    name = "remove",
    aliases = {"rm", "delete"},
    description = "Removes a secret.")
public final class SecretRemoveVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final NamespaceOption namespace = new NamespaceOption();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "SECRET", description = "The secret's name.")
  private String name = "";

  public SecretRemoveVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    String what = "remove secret '" + name + "'";
    try (GatewaySession session = gateway.open(terminal)) {
      if (!session.attempt(what, client -> client.removeSecret(name, namespace.name()))) {
        throw SecretName.unknown(what, name, session);
      }
    }
    output.write(
        terminal.out(),
        new SecretName(name),
        out -> output.say(out, "Removed secret " + name + "."));
    return 0;
  }
}
