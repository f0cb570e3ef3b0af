package dev.gantry.build.stack;

import dev.gantry.api.DeploymentRules;
import dev.gantry.api.FunctionResources;
import dev.gantry.api.Problem;
import dev.gantry.build.stack.StackFunction.BuildSettings;
import dev.gantry.build.yaml.Fields;
import dev.gantry.build.yaml.FileProblem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one function of a stack file. Used by one thread. */
final class FunctionReader {

  static final List<String> KEYS =
      List.of(
          "lang",
          "handler",
          "image",
          "fprocess",
          "environment",
          "environment_file",
          "secrets",
          "skip_build",
          "constraints",
          "labels",
          "annotations",
          "limits",
          "requests",
          "readonly_root_filesystem",
          "build_options",
          "build_args",
          "build_secrets",
          "namespace",
          "platforms");
  private static final List<String> RESOURCE_KEYS = List.of("memory", "cpu");

  /** What a deployment calls its parts, and what a stack file does. */
  private static final Map<String, String> NAMES =
      Map.of("envVars", "environment", "envProcess", "fprocess");

  private final Path folder;
  private final List<FileProblem> problems;

  FunctionReader(Path folder, List<FileProblem> problems) {
    this.folder = folder;
    this.problems = problems;
  }

  StackFunction read(String name, Fields functions) {
    Fields fields = functions.fields(name);
    fields.onlyKnow(KEYS);
    StackFunction function =
        new StackFunction(
            name,
            functions.position(name),
            fields.text("lang").orElse(null),
            fields.text("handler").orElse(null),
            fields.text("image").orElse(null),
            fields.text("fprocess").orElse(null),
            environment(fields),
            fields.texts("secrets"),
            fields.flag("skip_build"),
            fields.texts("constraints"),
            fields.map("labels"),
            fields.map("annotations"),
            resources(fields, "limits"),
            resources(fields, "requests"),
            fields.flag("readonly_root_filesystem"),
            fields.text("namespace").orElse(null),
            new BuildSettings(
                fields.texts("build_options"),
                fields.map("build_args"),
                fields.map("build_secrets"),
                fields.text("platforms").orElse(null)));
    for (Problem problem : DeploymentRules.problems(function.deployment(null))) {
      note(problem, name, functions, fields);
    }
    return function;
  }

  private Map<String, String> environment(Fields fields) {
    Map<String, String> all = new LinkedHashMap<>(fields.map("environment"));
    for (String file : fields.texts("environment_file")) {
      all.putAll(EnvironmentFile.read(folder, file, fields, problems));
    }
    return all;
  }

  private static @Nullable FunctionResources resources(Fields function, String name) {
    Fields fields = function.fields(name);
    fields.onlyKnow(RESOURCE_KEYS);
    String memory = fields.text("memory").orElse(null);
    String cpu = fields.text("cpu").orElse(null);
    return memory == null && cpu == null ? null : new FunctionResources(memory, cpu);
  }

  /** Says where in the file that stands which the rules of deployments do not allow. */
  private static void note(Problem problem, String name, Fields functions, Fields function) {
    String what = "\"" + problem.value() + "\" (expected: " + problem.expected() + ")";
    if (problem.key().equals("service")) {
      functions.note(name, what);
      return;
    }
    int dot = problem.key().indexOf('.');
    String first = dot < 0 ? problem.key() : problem.key().substring(0, dot);
    String key = NAMES.getOrDefault(first, first);
    if (dot < 0) {
      function.note(key, what);
    } else {
      function.fields(key).note(problem.key().substring(dot + 1), what);
    }
  }
}
