package dev.gantry.cli.verb;

import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.client.GatewayException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Waits until the gateway, or one of its functions, can be called. */
@Command(name = "ready", description = "Waits until the gateway or a function is ready.")
public final class ReadyVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final NamespaceOption namespace = new NamespaceOption();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FUNCTION",
      description = "The function's name; without one the gateway itself is asked.")
  private String name = "";

  @Option(
      names = "--attempts",
      paramLabel = "NUMBER",
      description = "How often to ask at most. Default: 60")
  private int attempts = 60;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      description = "How long to wait in between. Default: 1s")
  private String interval = "1s";

  public ReadyVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What is told of it. */
  private record Ready(String name, boolean ready) {}

  @Override
  public Integer call() throws Failure, InterruptedException {
    long pause = Values.duration("--interval", interval).toMillis();
    try (GatewaySession session = gateway.open(terminal)) {
      String subject = name.isEmpty() ? session.gateway().text() : namespace.qualified(name);
      for (int attempt = 1; !isReady(session, attempt >= attempts); attempt++) {
        if (attempt >= attempts) {
          throw Failure.of(subject + " is not ready", "it was asked " + attempts + " times", "");
        }
        Thread.sleep(pause);
      }
      output.write(
          terminal.out(), new Ready(subject, true), out -> output.say(out, subject + " is ready."));
      return 0;
    }
  }

  /** A gateway that is not there yet is not ready; only at the last attempt it is a failure. */
  private boolean isReady(GatewaySession session, boolean last)
      throws Failure, InterruptedException {
    String what = name.isEmpty() ? "ask whether it is ready" : "ask for '" + name + "'";
    return session.attempt(
        what,
        client -> {
          try {
            return name.isEmpty()
                ? client.isHealthy()
                : client
                    .function(name, namespace.name())
                    .filter(function -> function.availableReplicas() > 0)
                    .isPresent();
          } catch (GatewayException.Unreachable unreachable) {
            if (last) {
              throw unreachable;
            }
            return false;
          }
        });
  }
}
