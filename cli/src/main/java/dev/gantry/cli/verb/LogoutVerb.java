package dev.gantry.cli.verb;

import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.gateway.OpenFaasLogins;
import dev.gantry.cli.gateway.SavedLogins;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.client.GatewayAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Forgets the password of a gateway. */
@Command(name = "logout", description = "Forgets the saved password of a gateway.")
public final class LogoutVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  public LogoutVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What is told of it. */
  private record LoggedOut(String gateway) {}

  @Override
  public Integer call() throws Failure {
    GatewayAddress address = gateway.address(terminal);
    if (!SavedLogins.of(terminal).remove(address)) {
      throw Failure.of("could not log out", "no login of " + address + " was saved", "");
    }
    OpenFaasLogins others = OpenFaasLogins.of(terminal);
    if (others.find(address).isPresent()) {
      terminal.warn("there is another login of " + address + " in " + others.file());
    }
    output.write(
        terminal.out(),
        new LoggedOut(address.text()),
        out -> output.say(out, "Logged out of " + address + "."));
    return 0;
  }
}
