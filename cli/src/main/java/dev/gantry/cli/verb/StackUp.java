package dev.gantry.cli.verb;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.docker.EngineConnection;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code gantry up -f}: builds the functions of a stack file, pushes them if that was asked for,
 * and deploys them. The other form of {@code up} starts a server (ADR 0035).
 */
public final class StackUp {

  @Mixin private final StackOptions stack = new StackOptions();
  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final BuildOptions build = new BuildOptions();
  @Mixin private final TagOption tag = new TagOption();
  @Mixin private final WaitOptions wait = new WaitOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(names = "--push", description = "Push the images to their registries before the deploy.")
  private boolean push;

  @Option(names = "--skip-build", description = "Build nothing; the images are there.")
  private boolean skipBuild;

  @Option(names = "--skip-push", hidden = true, description = "Is the default.")
  private boolean skipPush;

  @Option(names = "--skip-deploy", description = "Deploy nothing.")
  private boolean skipDeploy;

  /** Whether a stack file was named, so that this form is meant. */
  public boolean isMeant() {
    return stack.isNamed();
  }

  /** Does all of it; at the first failure it stops. */
  public int run(Terminal terminal) throws Failure, InterruptedException {
    if (push && skipPush) {
      throw Failure.usage("--push and --skip-push exclude each other", "");
    }
    StackFile file = stack.need(terminal);
    ImageNames names = new ImageNames(file, tag);
    Building building = new Building(terminal, file, names, build, output.isQuiet());
    if (push || (!skipBuild && !building.functions().isEmpty())) {
      try (EngineConnection engine = Engine.open(terminal)) {
        images(building, names, engine, terminal);
      }
    }
    if (!skipDeploy) {
      deploy(file, names, terminal);
    }
    return 0;
  }

  private void images(
      Building building, ImageNames names, EngineConnection engine, Terminal terminal)
      throws Failure, InterruptedException {
    List<StackFunction> functions = building.functions();
    List<StackFunction> foreign =
        push && !skipBuild
            ? functions.stream().filter(function -> function.build().platforms() != null).toList()
            : List.of();
    List<StackFunction> own = functions.stream().filter(one -> !foreign.contains(one)).toList();
    InParallel.each(foreign, build.parallel(), function -> building.publish(function, engine));
    if (!skipBuild) {
      building.build(own, engine);
    }
    if (push) {
      Pushing pushing = new Pushing(engine, terminal::note);
      InParallel.each(own, build.parallel(), function -> pushing.push(names.of(function)));
    }
  }

  private void deploy(StackFile file, ImageNames names, Terminal terminal)
      throws Failure, InterruptedException {
    StackDeployments stackDeployments = new StackDeployments(file, names);
    List<FunctionDeployment> deployments = new ArrayList<>();
    for (StackFunction function : file.functions()) {
      deployments.add(stackDeployments.of(function));
    }
    String ofStack = file.gateway() == null ? "" : file.gateway();
    try (GatewaySession session = gateway.open(terminal, ofStack)) {
      new Deploying(terminal, session, output, Deploying.How.UPDATE, wait.limit())
          .deploy(deployments);
    }
  }
}
