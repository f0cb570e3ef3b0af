package dev.gantry.cli.verb;

import static java.util.Objects.requireNonNull;

import dev.gantry.build.image.Assembly;
import dev.gantry.build.image.FunctionBuild;
import dev.gantry.build.image.ImageBuild;
import dev.gantry.build.image.WatchdogFolder;
import dev.gantry.build.image.WatchdogImage;
import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.build.template.TemplateLibrary;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.docker.BuildEvent;
import dev.gantry.docker.BuildOutcome;
import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.ImageReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the images of a stack file's functions.
 *
 * @param terminal where progress goes
 * @param stack the functions
 * @param names what their images are called
 * @param options how they are built
 * @param quiet whether progress is kept back
 */
record Building(
    Terminal terminal, StackFile stack, ImageNames names, BuildOptions options, boolean quiet) {

  /** Those that have an image of ours to build. */
  List<StackFunction> functions() {
    return stack.functions().stream()
        .filter(function -> !function.skipBuild() && function.lang() != null)
        .toList();
  }

  /** Makes the build folder of one function. */
  Assembly.Assembled assemble(StackFunction function) throws Failure {
    String tried = "could not build '" + function.name() + "'";
    Path target = names.buildFolders();
    try {
      return switch (new FunctionBuild(stack, new TemplateLibrary(stack.folder()), target)
          .assemble(function)) {
        case Assembly.Assembled assembled -> assembled;
        case Assembly.Refused(String why) -> throw Failure.of(tried, at(function) + why, "");
        case Assembly.NoTemplate none -> throw TemplateFailure.of(tried, none.lookup());
      };
    } catch (IOException unusable) {
      throw Failure.file(tried, unusable);
    }
  }

  private static String at(StackFunction function) {
    return function.position().problem("functions." + function.name() + ".").message();
  }

  /**
   * Builds the images of some functions, and before them the watchdog's, if they need it and the
   * engine has none.
   */
  void build(List<StackFunction> functions, EngineConnection engine)
      throws Failure, InterruptedException {
    Map<String, Assembly.Assembled> folders = new HashMap<>();
    for (StackFunction function : functions) {
      folders.put(function.name(), assemble(function));
    }
    for (StackFunction function : functions) {
      ensureWatchdog(function, requireNonNull(folders.get(function.name())), engine);
    }
    InParallel.each(
        functions,
        options.parallel(),
        function -> build(function, requireNonNull(folders.get(function.name())), engine));
  }

  private void ensureWatchdog(
      StackFunction function, Assembly.Assembled assembled, EngineConnection engine)
      throws Failure, InterruptedException {
    try {
      Optional<ImageReference> needed =
          WatchdogImage.neededBy(function, assembled, options.image());
      if (needed.isPresent()) {
        ImageReference image = needed.get();
        refuseFailed(
            function,
            new WatchdogImage(engine, ProgramFolder.find().map(WatchdogFolder::new).orElse(null))
                .ensure(
                    image,
                    () -> say(image + " is not on this engine: making it, once"),
                    event -> tell(image.text(), event)));
      }
    } catch (IOException unreadable) {
      throw Failure.file("could not build '" + function.name() + "'", unreadable);
    }
  }

  private void build(StackFunction function, Assembly.Assembled assembled, EngineConnection engine)
      throws Failure, InterruptedException {
    ImageReference image = names.of(function);
    refuseFailed(
        function,
        new ImageBuild(engine)
            .build(
                stack.folder(),
                function,
                assembled,
                image,
                options.image(),
                event -> tell(function.name(), event)));
    say(function.name() + ": built " + image);
  }

  /** Builds one image for its platforms and pushes it, which is one step for those. */
  void publish(StackFunction function, EngineConnection engine)
      throws Failure, InterruptedException {
    Assembly.Assembled assembled = assemble(function);
    ImageReference image = names.of(function);
    refuseFailed(
        function,
        new ImageBuild(engine)
            .publish(
                stack.folder(),
                function,
                assembled,
                image,
                options.image(),
                event -> tell(function.name(), event)));
    say(function.name() + ": built " + image);
  }

  private static void refuseFailed(StackFunction function, BuildOutcome outcome) throws Failure {
    String tried = "could not build '" + function.name() + "'";
    switch (outcome) {
      case BuildOutcome.Built built -> {
        // What is said of it is different.
      }
      case BuildOutcome.StepFailed(BuildEvent.Step step, String why, List<String> output) ->
          throw Failure.of(tried, said(step, why, output), "");
      case BuildOutcome.Failed(String why) -> throw Failure.of(tried, why, "gantry doctor");
    }
  }

  private static String said(BuildEvent.Step step, String why, List<String> output) {
    return String.join("\n", output)
        + (output.isEmpty() ? "" : "\n")
        + "step "
        + step.number()
        + " of "
        + step.count()
        + " ("
        + step.instruction()
        + ") failed: "
        + why;
  }

  private void tell(String name, BuildEvent event) {
    switch (event) {
      case BuildEvent.Step(int number, int count, String instruction) ->
          say(name + ": " + number + "/" + count + " " + instruction);
      case BuildEvent.Line(String text) -> {
        if (terminal.attached().err()) {
          say(terminal.errorColours().grey(name + ": " + text));
        }
      }
      case BuildEvent.Cached cached -> {
        // The next step follows at once.
      }
    }
  }

  private void say(String line) {
    if (!quiet) {
      terminal.note(line);
    }
  }
}
