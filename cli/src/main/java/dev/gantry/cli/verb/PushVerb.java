package dev.gantry.cli.verb;

import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.ImageReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Pushes the images of a stack file's functions to their registries. */
@Command(name = "push", description = "Pushes the images of a stack file's functions.")
public final class PushVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final StackOptions stack = new StackOptions();
  @Mixin private final TagOption tag = new TagOption();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--parallel",
      paramLabel = "NUMBER",
      description = "How many images are pushed at once. Default: 1")
  private int parallel = 1;

  public PushVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What is told of one image. */
  private record Pushed(String name, String image, String digest) {}

  @Override
  public Integer call() throws Failure, InterruptedException {
    StackFile file = stack.need(terminal);
    ImageNames names = new ImageNames(file, tag);
    List<Pushed> pushed = Collections.synchronizedList(new ArrayList<>());
    try (EngineConnection engine = Engine.open(terminal)) {
      Pushing pushing = new Pushing(engine, this::progress);
      List<StackFunction> functions =
          file.functions().stream().filter(function -> !function.skipBuild()).toList();
      InParallel.each(
          functions,
          Math.max(1, parallel),
          function -> {
            ImageReference image = names.of(function);
            pushed.add(new Pushed(function.name(), image.text(), pushing.push(image)));
          });
    }
    output.write(
        terminal.out(),
        pushed,
        out -> pushed.forEach(one -> output.say(out, "Pushed " + one.image() + ".")));
    return 0;
  }

  private void progress(String line) {
    if (!output.isQuiet() && terminal.attached().err()) {
      terminal.note(line);
    }
  }
}
