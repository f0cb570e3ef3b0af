package dev.gantry.cli.verb;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.build.store.StoreFunction;
import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deploys a ready-made function; options win over what the catalogue says. */
@Command(name = "deploy", description = "Deploys a ready-made function.")
public final class StoreDeployVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final NamespaceOption namespace = new NamespaceOption();
  @Mixin private final CatalogueOptions catalogue = new CatalogueOptions();
  @Mixin private final DeploymentOptions options = new DeploymentOptions();
  @Mixin private final WaitOptions wait = new WaitOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "FUNCTION", description = "Its name or title.")
  private String name = "";

  @Option(names = "--name", paramLabel = "NAME", description = "What to call it. Default: the same")
  private String as = "";

  public StoreDeployVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    StoreFunction found = catalogue.function(name, terminal);
    FunctionDeployment deployment =
        options.over(
            found
                .deployment(as.isEmpty() ? found.name() : as, catalogue.platform())
                .orElseThrow(() -> noImage(found))
                .edit()
                .namespace(namespace.orAbsent())
                .build());
    try (GatewaySession session = gateway.open(terminal)) {
      if (found.needsItsImage() && runsProcesses(session)) {
        throw withoutImage(found, session);
      }
      new Deploying(terminal, session, output, Deploying.How.UPDATE, wait.limit())
          .deploy(List.of(deployment));
    }
    return 0;
  }

  private boolean runsProcesses(GatewaySession session) throws Failure, InterruptedException {
    return session
        .attempt("deploy '" + name + "'", client -> client.info())
        .provider()
        .orchestration()
        .equals("process");
  }

  private Failure withoutImage(StoreFunction function, GatewaySession session) {
    return Failure.of(
        "could not deploy '" + name + "'",
        "its files are in the image %s, and functions of %s are processes without an image"
            .formatted(function.imageFor(catalogue.platform()).orElse(""), session.gateway()),
        "gantry up, which deploys the samples whose programs its machine has");
  }

  private Failure noImage(StoreFunction function) {
    return Failure.of(
        "could not deploy '" + name + "'",
        "the catalogue has no image of it for " + catalogue.platform(),
        function.images().isEmpty()
            ? ""
            : "--platform with one of "
                + String.join(", ", function.images().keySet().stream().sorted().toList()));
  }
}
