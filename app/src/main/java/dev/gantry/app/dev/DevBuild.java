package dev.gantry.app.dev;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.build.image.Assembly;
import dev.gantry.build.image.FunctionBuild;
import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.build.template.Template;
import dev.gantry.build.template.TemplateLibrary;
import dev.gantry.build.template.TemplateLookup;
import dev.gantry.build.yaml.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes what one version of a function runs: its build folder, built as its template says, and the
 * deployment of the command in it.
 *
 * @param stack where the functions stand
 * @param target a folder that functions can read; each version gets a folder of its own in it
 * @param check looks at what nothing compiles
 */
record DevBuild(StackFile stack, Path target, SyntaxCheck check) {

  /** What an image sets for its own server; here every call is a process. */
  private static final Set<String> OF_IMAGES =
      Set.of("mode", "upstream_url", "http_upstream_url", "fprocess", "function_process");

  /** What became of a version. */
  sealed interface Outcome {

    /** It can be deployed. */
    record Made(FunctionDeployment deployment, Path folder) implements Outcome {}

    /** It cannot; the version before goes on. */
    record Broken(String why) implements Outcome {}

    /** It never can without an image. */
    record NeedsImage(String why) implements Outcome {}
  }

  /**
   * Makes a version.
   *
   * @param number which; its folder must not be there yet
   */
  Outcome make(StackFunction function, int number) throws IOException, InterruptedException {
    if (function.lang() == null) {
      String command = function.fprocess();
      return command == null
          ? new Outcome.NeedsImage("it has neither lang nor fprocess")
          : made(function, stack.folder(), command);
    }
    Path folder = Files.createDirectories(target.resolve(function.name() + "." + number));
    Assembly assembly =
        new FunctionBuild(stack, new TemplateLibrary(stack.folder()), folder).assemble(function);
    return switch (assembly) {
      case Assembly.Refused(String why) -> new Outcome.Broken(why);
      case Assembly.NoTemplate(TemplateLookup lookup) -> new Outcome.Broken(said(lookup));
      case Assembly.Assembled(Path built, Template template) -> make(function, built, template);
    };
  }

  private Outcome make(StackFunction function, Path built, Template template)
      throws IOException, InterruptedException {
    Template.DevCommands commands = template.dev();
    if (commands == null) {
      return new Outcome.NeedsImage("the template " + template.name() + " runs in an image only");
    }
    Optional<String> mistake = check.mistake(template.handlerIn(built));
    if (mistake.isPresent()) {
      return new Outcome.Broken(mistake.get());
    }
    String first = commands.build();
    if (first != null) {
      DevProcess.Ended ended = DevProcess.run(List.of("sh", "-c", first), built);
      if (ended.status() != 0) {
        return new Outcome.Broken(ended.output().strip() + "\n'" + first + "' failed");
      }
    }
    return made(function, built, commands.call());
  }

  private static Outcome made(StackFunction function, Path folder, String command) {
    TreeMap<String, String> environment = new TreeMap<>(function.environment());
    environment.keySet().removeAll(OF_IMAGES);
    FunctionDeployment deployment =
        function
            .deployment(null)
            .edit()
            .image(null)
            .envProcess(
                "sh -c " + quoted("cd " + quoted(folder.toString()) + " && exec " + command))
            .envVars(environment)
            .build();
    return new Outcome.Made(deployment, folder);
  }

  /** A text as one word of a shell. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String said(TemplateLookup lookup) {
    return switch (lookup) {
      case TemplateLookup.Unknown(String name, var known) ->
          "lang: \"" + name + "\" (expected: " + String.join(", ", known) + ")";
      case TemplateLookup.OtherVersion(String name, String there) ->
          "lang: \"" + name + "\" was not pulled; there is " + there;
      case TemplateLookup.Malformed(var problems) ->
          problems.stream().map(FileProblem::message).collect(Collectors.joining("; "));
      case TemplateLookup.Found found -> "";
    };
  }
}
