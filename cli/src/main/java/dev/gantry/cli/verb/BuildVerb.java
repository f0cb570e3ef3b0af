package dev.gantry.cli.verb;

import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.docker.EngineConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Builds the images of a stack file's functions. */
@Command(name = "build", description = "Builds the images of a stack file's functions.")
public final class BuildVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final StackOptions stack = new StackOptions();
  @Mixin private final BuildOptions options = new BuildOptions();
  @Mixin private final TagOption tag = new TagOption();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--shrinkwrap",
      description = "Only make the folders build/NAME; build them with another program.")
  private boolean shrinkwrap;

  public BuildVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What is told of one function. */
  record Made(String name, String image, String folder) {}

  @Override
  public Integer call() throws Failure, InterruptedException {
    StackFile file = stack.need(terminal);
    ImageNames names = new ImageNames(file, tag);
    Building building = new Building(terminal, file, names, options, output.isQuiet());
    List<StackFunction> functions = building.functions();
    if (shrinkwrap) {
      InParallel.each(functions, options.parallel(), building::assemble);
    } else {
      try (EngineConnection engine = Engine.open(terminal)) {
        building.build(functions, engine);
      }
    }
    List<Made> made = new ArrayList<>();
    for (StackFunction function : functions) {
      made.add(new Made(function.name(), names.of(function).text(), "build/" + function.name()));
    }
    output.write(
        terminal.out(),
        made,
        out ->
            made.forEach(
                one ->
                    output.say(
                        out,
                        shrinkwrap ? "Made " + one.folder() + "." : "Built " + one.image() + ".")));
    return 0;
  }
}
