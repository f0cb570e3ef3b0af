package dev.gantry.cli.verb;

import dev.gantry.api.DeploymentRules;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionDeploymentBuilder;
import dev.gantry.api.FunctionResources;
import dev.gantry.api.Problem;
import dev.gantry.cli.terminal.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What a function is, said by options. Over a stack file they win (contract 2.2): maps and lists
 * are added to, single values replaced.
 */
final class DeploymentOptions {

  @Option(names = "--image", paramLabel = "IMAGE", description = "Image to run.")
  private @Nullable String image;

  @Option(
      names = {"--command", "--fprocess"},
      paramLabel = "COMMAND",
      description = "Command that answers calls, such as 'cat'.")
  private @Nullable String command;

  @Option(
      names = {"-e", "--env"},
      paramLabel = "NAME=VALUE",
      description = "Variable of its processes. May be repeated.")
  private Map<String, String> env = new LinkedHashMap<>();

  @Option(
      names = {"-l", "--label"},
      paramLabel = "NAME=VALUE",
      description = "Label. May be repeated.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--annotation",
      paramLabel = "NAME=VALUE",
      description = "Annotation. May be repeated.")
  private Map<String, String> annotations = new LinkedHashMap<>();

  @Option(
      names = "--secret",
      paramLabel = "NAME",
      description = "Secret that it may read. May be repeated.")
  private List<String> secrets = new ArrayList<>();

  @Option(
      names = "--constraint",
      paramLabel = "TEXT",
      description = "Where its replicas may run. May be repeated.")
  private List<String> constraints = new ArrayList<>();

  @Option(names = "--readonly", description = "Let it write to /tmp only.")
  private boolean readOnly;

  @Option(
      names = "--memory-limit",
      paramLabel = "SIZE",
      description = "Memory of a replica at most.")
  private @Nullable String memoryLimit;

  @Option(
      names = "--cpu-limit",
      paramLabel = "CPUS",
      description = "Processors of a replica at most.")
  private @Nullable String cpuLimit;

  @Option(
      names = "--memory-request",
      paramLabel = "SIZE",
      description = "Memory that is kept for a replica.")
  private @Nullable String memoryRequest;

  @Option(
      names = "--cpu-request",
      paramLabel = "CPUS",
      description = "Processors that are kept for a replica.")
  private @Nullable String cpuRequest;

  /** Whether an image or a command was named, so that it is a whole function. */
  boolean nameAFunction() {
    return image != null || command != null;
  }

  /**
   * A deployment with what the options say.
   *
   * @throws Failure if anything in it is not accepted; all problems at once
   */
  FunctionDeployment over(FunctionDeployment stack) throws Failure {
    FunctionDeploymentBuilder builder =
        stack
            .edit()
            .envVars(merged(stack.envVars(), env))
            .labels(merged(stack.labels(), labels))
            .annotations(merged(stack.annotations(), annotations))
            .secrets(merged(stack.secrets(), secrets))
            .constraints(merged(stack.constraints(), constraints))
            .readOnlyRootFilesystem(stack.readOnlyRootFilesystem() || readOnly)
            .limits(merged(stack.limits(), memoryLimit, cpuLimit))
            .requests(merged(stack.requests(), memoryRequest, cpuRequest));
    if (image != null) {
      builder.image(image);
    }
    if (command != null) {
      builder.envProcess(command);
    }
    return checked(builder.build());
  }

  private static FunctionDeployment checked(FunctionDeployment deployment) throws Failure {
    List<Problem> problems = DeploymentRules.problems(deployment);
    if (!problems.isEmpty()) {
      throw Failure.of(
          "could not deploy '" + deployment.service() + "'",
          problems.stream().map(Problem::message).collect(Collectors.joining("\n")),
          "");
    }
    return deployment;
  }

  private static Map<String, String> merged(Map<String, String> stack, Map<String, String> given) {
    Map<String, String> merged = new HashMap<>(stack);
    merged.putAll(given);
    return merged;
  }

  private static List<String> merged(List<String> stack, List<String> given) {
    return Stream.concat(stack.stream(), given.stream()).distinct().toList();
  }

  private static @Nullable FunctionResources merged(
      @Nullable FunctionResources stack, @Nullable String memory, @Nullable String cpu) {
    if (memory == null && cpu == null) {
      return stack;
    }
    return new FunctionResources(
        memory != null || stack == null ? memory : stack.memory(),
        cpu != null || stack == null ? cpu : stack.cpu());
  }
}
