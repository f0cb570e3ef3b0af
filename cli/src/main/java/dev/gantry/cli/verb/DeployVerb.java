package dev.gantry.cli.verb;

import dev.gantry.api.FunctionDeployment;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Deploys one function that options describe, or those of a stack file, and waits until they can be
 * called.
 */
@Command(name = "deploy", description = "Deploys a function, or the functions of a stack file.")
public final class DeployVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final NamespaceOption namespace = new NamespaceOption();
  @Mixin private final StackOptions stack = new StackOptions();
  @Mixin private final DeploymentOptions options = new DeploymentOptions();
  @Mixin private final WaitOptions wait = new WaitOptions();
  @Mixin private final TagOption tag = new TagOption();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FUNCTION",
      description = "Name of the function that options describe, or of one in the stack file.")
  private String parameter = "";

  @Option(names = "--name", paramLabel = "FUNCTION", description = "The same.")
  private String option = "";

  @Option(
      names = "--update",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Replace a function that is there while its replicas go on. Default: true")
  private boolean update = true;

  @Option(
      names = "--replace",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Remove a function that is there first.")
  private boolean replace;

  public DeployVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    if (!parameter.isEmpty() && !option.isEmpty()) {
      throw Failure.usage("the function is named twice", "");
    }
    String name = parameter.isEmpty() ? option : parameter;
    boolean described = options.nameAFunction() && !stack.isNamed();
    Optional<StackFile> file = described ? Optional.empty() : stack.find(terminal);
    List<FunctionDeployment> deployments =
        file.isPresent() ? ofStack(file.get(), name) : List.of(described(name));
    String ofStack = file.map(StackFile::gateway).orElse("");
    try (GatewaySession session = gateway.open(terminal, ofStack)) {
      new Deploying(terminal, session, output, how(), wait.limit()).deploy(deployments);
    }
    return 0;
  }

  private Deploying.How how() {
    if (replace) {
      return Deploying.How.REPLACE;
    }
    return update ? Deploying.How.UPDATE : Deploying.How.CREATE;
  }

  private FunctionDeployment described(String name) throws Failure {
    if (name.isEmpty() || !options.nameAFunction()) {
      throw Failure.usage(
          "say what to deploy: a name with --image or --command, or a stack file",
          "gantry deploy up --command 'tr a-z A-Z'");
    }
    return options.over(
        FunctionDeployment.ofCommand(name, "")
            .edit()
            .envProcess(null)
            .namespace(namespace.orAbsent())
            .build());
  }

  private List<FunctionDeployment> ofStack(StackFile file, String name)
      throws Failure, InterruptedException {
    List<FunctionDeployment> found = new ArrayList<>();
    StackDeployments deployments = new StackDeployments(file, new ImageNames(file, tag));
    for (StackFunction function : file.functions()) {
      if (name.isEmpty() || name.equals(function.name())) {
        FunctionDeployment one = deployments.of(function);
        found.add(
            options.over(namespace.name().isEmpty() ? one : one.withNamespace(namespace.name())));
      }
    }
    if (found.isEmpty()) {
      throw Failure.usage(file.name() + " has no function '" + name + "'", "");
    }
    return found;
  }
}
