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

/** Says how many replicas a function has. */
@Command(name = "scale", description = "Changes how many replicas a function has.")
public final class ScaleVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final NamespaceOption namespace = new NamespaceOption();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(index = "0", paramLabel = "FUNCTION", description = "The function's name.")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "REPLICAS",
      description = "How many; 0 puts it to sleep until the next call.")
  private long replicas;

  public ScaleVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What is told of it. */
  private record Scaled(String name, long replicas) {}

  @Override
  public Integer call() throws Failure, InterruptedException {
    String what = "scale '" + name + "' to " + replicas;
    try (GatewaySession session = gateway.open(terminal)) {
      if (!session.attempt(what, client -> client.scale(name, namespace.name(), replicas))) {
        throw session.noFunction(what, namespace.qualified(name));
      }
    }
    output.write(
        terminal.out(),
        new Scaled(name, replicas),
        out -> output.say(out, "Scaled " + name + " to " + replicas + "."));
    return 0;
  }
}
