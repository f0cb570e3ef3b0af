package dev.gantry.build.stack;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionDeploymentBuilder;
import dev.gantry.api.FunctionResources;
import dev.gantry.build.yaml.Position;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One function of a stack file.
 *
 * @param name its key
 * @param position where it stands, for messages
 * @param lang its template, perhaps with {@code @tag}; {@code dockerfile} is one
 * @param handler the folder of its code, relative to the stack file
 * @param image the image's name as written, with variables replaced
 * @param fprocess its command; absent means that of its template or image
 * @param environment {@code environment}, then each {@code environment_file}, of which the later
 *     wins
 * @param secrets names of secrets that must exist
 * @param skipBuild whether its image is built elsewhere
 * @param constraints where replicas may run
 * @param labels what schedulers and metrics read
 * @param annotations what only people and connectors read
 * @param limits what a replica may use at most; absent means no limit
 * @param requests what a replica is given at least; absent means nothing is reserved
 * @param readOnlyRootFilesystem whether only {@code /tmp} is writable
 * @param namespace absent means the default one
 * @param build what its image build needs beside its folder
 */
public record StackFunction(
    String name,
    Position position,
    @Nullable String lang,
    @Nullable String handler,
    @Nullable String image,
    @Nullable String fprocess,
    Map<String, String> environment,
    List<String> secrets,
    boolean skipBuild,
    List<String> constraints,
    Map<String, String> labels,
    Map<String, String> annotations,
    @Nullable FunctionResources limits,
    @Nullable FunctionResources requests,
    boolean readOnlyRootFilesystem,
    @Nullable String namespace,
    BuildSettings build) {

  public StackFunction {
    environment = Map.copyOf(environment);
    secrets = List.copyOf(secrets);
    constraints = List.copyOf(constraints);
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /**
   * What an image build needs beside the function's folder.
   *
   * @param options {@code build_options}: names of the template's groups of packages
   * @param arguments {@code build_args}
   * @param secrets {@code build_secrets}: files by id, relative to the stack file
   * @param platforms {@code platforms}, such as {@code linux/amd64,linux/arm64}; absent means the
   *     engine's own
   */
  public record BuildSettings(
      List<String> options,
      Map<String, String> arguments,
      Map<String, String> secrets,
      @Nullable String platforms) {

    /** Nothing. */
    public static final BuildSettings NONE = new BuildSettings(List.of(), Map.of(), Map.of(), null);

    public BuildSettings {
      options = List.copyOf(options);
      arguments = Map.copyOf(arguments);
      secrets = Map.copyOf(secrets);
    }
  }

  /**
   * What the gateway is asked to run (contract 2.2).
   *
   * @param templateProcess the command of its template, for want of one of its own; absent leaves
   *     it to the image
   */
  public FunctionDeployment deployment(@Nullable String templateProcess) {
    return FunctionDeploymentBuilder.of(name)
        .image(image)
        .namespace(namespace)
        .envProcess(fprocess == null ? templateProcess : fprocess)
        .envVars(environment)
        .constraints(constraints)
        .secrets(secrets)
        .labels(labels)
        .annotations(annotations)
        .limits(limits)
        .requests(requests)
        .readOnlyRootFilesystem(readOnlyRootFilesystem)
        .build();
  }
}
