package dev.gantry.cli.verb;

import dev.gantry.api.Secret;
import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives a secret that is there another value. */
@Command(name = "update", description = "Gives a secret another value.")
public final class SecretUpdateVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final NamespaceOption namespace = new NamespaceOption();
  @Mixin private final SecretValue value = new SecretValue();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "SECRET", description = "The secret's name.")
  private String name = "";

  public SecretUpdateVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    Secret secret = value.of(name, namespace.name(), terminal);
    String what = "update secret '" + name + "'";
    try (GatewaySession session = gateway.open(terminal)) {
      if (!session.attempt(what, client -> client.updateSecret(secret))) {
        throw SecretName.unknown(what, name, session);
      }
    }
    output.write(
        terminal.out(),
        new SecretName(name),
        out -> output.say(out, "Updated secret " + name + "."));
    return 0;
  }
}
