package dev.gantry.cli.verb;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionResources;
import dev.gantry.api.Quantity;
import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the image of one function with {@code docker run}, without a gateway. */
@Command(
    name = "local-run",
    description = "Runs the image of a function without a gateway.",
    footer = {"", "Values of its secrets are read from .secrets/NAME beside the stack file."})
public final class LocalRunVerb implements Callable<Integer> {

  private static final int WATCHDOG_PORT = 8080;

  private final Terminal terminal;

  @Mixin private final StackOptions stack = new StackOptions();
  @Mixin private final TagOption tag = new TagOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "FUNCTION",
      description = "Its name. Default: the only one of the stack file")
  private String name = "";

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "Port of this machine where it answers. Default: 8080")
  private int port = WATCHDOG_PORT;

  @Option(
      names = {"-e", "--env"},
      paramLabel = "NAME=VALUE",
      description = "Variable. May be repeated.")
  private Map<String, String> env = new LinkedHashMap<>();

  @Option(names = "--print", description = "Print the docker command and do not run it.")
  private boolean print;

  public LocalRunVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    StackFile file = stack.need(terminal);
    StackFunction function = function(file);
    List<String> command = command(file, function);
    if (print) {
      terminal.out().println(String.join(" ", command.stream().map(LocalRunVerb::quoted).toList()));
      return 0;
    }
    terminal.note(function.name() + " answers at http://127.0.0.1:" + port + "; Ctrl-C ends it.");
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0 ? 0 : Failure.FAILED;
    } catch (IOException noDocker) {
      throw Failure.of(
          "could not run '" + function.name() + "'",
          "the program docker was not found",
          "install it, or gantry dev, which needs none");
    }
  }

  private StackFunction function(StackFile file) throws Failure {
    if (name.isEmpty() && file.functions().size() == 1) {
      return file.functions().getFirst();
    }
    return file.function(name)
        .orElseThrow(
            () ->
                Failure.usage(
                    name.isEmpty()
                        ? "name one of " + String.join(", ", file.functionNames().toList())
                        : file.name() + " has no function '" + name + "'",
                    ""));
  }

  private List<String> command(StackFile file, StackFunction function)
      throws Failure, InterruptedException {
    ImageNames names = new ImageNames(file, tag);
    FunctionDeployment deployment = new StackDeployments(file, names).of(function);
    List<String> command = new ArrayList<>(List.of("docker", "run", "--rm", "-i"));
    command.addAll(List.of("--name", function.name()));
    command.addAll(List.of("-p", "127.0.0.1:" + port + ":" + WATCHDOG_PORT));
    variables(deployment).forEach((key, value) -> command.addAll(List.of("-e", key + "=" + value)));
    for (String secret : deployment.secrets()) {
      command.addAll(List.of("-v", secret(file, secret)));
    }
    if (deployment.readOnlyRootFilesystem()) {
      command.addAll(List.of("--read-only", "--tmpfs", "/tmp"));
    }
    limits(deployment.limits(), command);
    command.add(names.of(function).text());
    return command;
  }

  private Map<String, String> variables(FunctionDeployment deployment) {
    TreeMap<String, String> variables = new TreeMap<>(deployment.envVars());
    String command = deployment.envProcess();
    if (command != null) {
      variables.put("fprocess", command);
    }
    variables.put("OPENFAAS_NAME", deployment.service());
    variables.put("OPENFAAS_NAMESPACE", "openfaas-fn");
    variables.putAll(env);
    return variables;
  }

  private static String secret(StackFile file, String secret) throws Failure {
    Path value = file.folder().resolve(".secrets").resolve(secret);
    if (!Files.isReadable(value)) {
      throw Failure.of(
          "could not read the secret '" + secret + "'",
          ".secrets/" + secret + ": it does not exist",
          "");
    }
    return value + ":/var/openfaas/secrets/" + secret + ":ro";
  }

  private static void limits(@Nullable FunctionResources limits, List<String> command) {
    if (limits == null) {
      return;
    }
    if (limits.memory() != null) {
      Quantity.memoryBytes(limits.memory())
          .ifPresent(bytes -> command.addAll(List.of("--memory", bytes + "b")));
    }
    if (limits.cpu() != null) {
      Quantity.cpuMillis(limits.cpu())
          .ifPresent(millis -> command.addAll(List.of("--cpus", String.valueOf(millis / 1000.0))));
    }
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=@-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
