package dev.gantry.cli.verb;

import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Removes functions that are named, or with {@code -f} all of a stack file. A file that merely lies
 * here is not enough to remove everything in it.
 */
@Command(
    name = "remove",
    aliases = {"rm", "delete"},
    description = "Removes functions.")
public final class RemoveVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final NamespaceOption namespace = new NamespaceOption();
  @Mixin private final StackOptions stack = new StackOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(arity = "0..*", paramLabel = "FUNCTION", description = "Names.")
  private List<String> names = new ArrayList<>();

  public RemoveVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What is told of one. */
  private record Removed(String name, String namespace) {}

  @Override
  public Integer call() throws Failure, InterruptedException {
    if (names.isEmpty() == !stack.isNamed()) {
      throw Failure.usage("name functions, or a stack file with -f, and not both", "");
    }
    Optional<StackFile> file = stack.isNamed() ? stack.find(terminal) : Optional.empty();
    List<Removed> wanted =
        file.map(found -> found.functions().stream().map(this::ofStack).toList())
            .orElse(names.stream().map(name -> new Removed(name, namespace.name())).toList());
    List<Removed> removed = new ArrayList<>();
    try (GatewaySession session = gateway.open(terminal, file.map(StackFile::gateway).orElse(""))) {
      for (Removed one : wanted) {
        String what = "remove '" + one.name() + "'";
        if (session.attempt(what, client -> client.remove(one.name(), one.namespace()))) {
          removed.add(one);
          output.say(terminal.out(), "Removed " + one.name() + ".");
        } else if (file.isEmpty()) {
          throw session.noFunction(what, namespace.qualified(one.name()));
        }
      }
    }
    output.write(terminal.out(), removed, out -> {});
    return 0;
  }

  private Removed ofStack(StackFunction function) {
    String own = function.namespace();
    return new Removed(
        function.name(), !namespace.name().isEmpty() || own == null ? namespace.name() : own);
  }
}
