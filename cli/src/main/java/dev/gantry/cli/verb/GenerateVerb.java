package dev.gantry.cli.verb;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Format;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Writes functions as services of a Swarm or Compose file, for those who deploy without a gateway.
 */
@Command(
    name = "generate",
    description = "Writes the functions of a stack file as a Swarm or Compose file.")
public final class GenerateVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final StackOptions stack = new StackOptions();
  @Mixin private final TagOption tag = new TagOption();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "yaml or json. Default: yaml")
  private Format format = Format.YAML;

  @Option(
      names = "--network",
      paramLabel = "NAME",
      description = "Network of the services. Default: gantry-functions")
  private String network = "gantry-functions";

  public GenerateVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    if (format == Format.TABLE) {
      throw Failure.usage("--output: \"table\" (expected: yaml or json)", "");
    }
    StackFile file = stack.need(terminal);
    StackDeployments deployments = new StackDeployments(file, new ImageNames(file, tag));
    List<FunctionDeployment> functions = new ArrayList<>();
    for (StackFunction function : file.functions()) {
      functions.add(deployments.of(function));
    }
    OutputOptions.write(
        format, terminal.out(), new ComposeFile(functions, network).content(), out -> {});
    return 0;
  }
}
