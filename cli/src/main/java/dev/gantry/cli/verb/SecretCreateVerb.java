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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a secret, or with --replace gives one that is there another value. */
@Command(name = "create", description = "Makes a secret.")
public final class SecretCreateVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final NamespaceOption namespace = new NamespaceOption();
  @Mixin private final SecretValue value = new SecretValue();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "SECRET", description = "The secret's name.")
  private String name = "";

  @Option(names = "--replace", description = "Give it another value if there is one already.")
  private boolean replace;

  public SecretCreateVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    Secret secret = value.of(name, namespace.name(), terminal);
    String what = "create secret '" + name + "'";
    try (GatewaySession session = gateway.open(terminal)) {
      boolean created = session.attempt(what, client -> client.createSecret(secret));
      if (!created && !replace) {
        throw Failure.of(
            "could not " + what,
            session.gateway() + " has one of that name",
            "--replace, which gives it the new value");
      }
      if (!created) {
        session.attempt(what, client -> client.updateSecret(secret));
      }
    }
    output.write(
        terminal.out(),
        new SecretName(name),
        out -> output.say(out, "Created secret " + name + "."));
    return 0;
  }
}
