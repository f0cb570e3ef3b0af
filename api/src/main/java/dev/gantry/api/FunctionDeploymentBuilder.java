package dev.gantry.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link FunctionDeployment} member by member; what is not said is absent, or as it was in
 * the deployment it began with. Used by one thread.
 */
public final class FunctionDeploymentBuilder {

  private final String service;
  private @Nullable String image;
  private @Nullable String namespace;
  private @Nullable String envProcess;
  private Map<String, String> envVars = Map.of();
  private List<String> constraints = List.of();
  private List<String> secrets = List.of();
  private Map<String, String> labels = Map.of();
  private Map<String, String> annotations = Map.of();
  private @Nullable FunctionResources limits;
  private @Nullable FunctionResources requests;
  private boolean readOnlyRootFilesystem;
  private @Nullable String network;
  private @Nullable String registryAuth;

  private FunctionDeploymentBuilder(String service) {
    this.service = service;
  }

  /** Begins with a name and nothing else. */
  public static FunctionDeploymentBuilder of(String service) {
    return new FunctionDeploymentBuilder(service);
  }

  /** Begins with all of another deployment. */
  static FunctionDeploymentBuilder of(FunctionDeployment deployment) {
    FunctionDeploymentBuilder builder = of(deployment.service());
    builder.image = deployment.image();
    builder.namespace = deployment.namespace();
    builder.envProcess = deployment.envProcess();
    builder.envVars = deployment.envVars();
    builder.constraints = deployment.constraints();
    builder.secrets = deployment.secrets();
    builder.labels = deployment.labels();
    builder.annotations = deployment.annotations();
    builder.limits = deployment.limits();
    builder.requests = deployment.requests();
    builder.readOnlyRootFilesystem = deployment.readOnlyRootFilesystem();
    builder.network = deployment.network();
    builder.registryAuth = deployment.registryAuth();
    return builder;
  }

  public FunctionDeploymentBuilder image(@Nullable String other) {
    image = other;
    return this;
  }

  public FunctionDeploymentBuilder namespace(@Nullable String other) {
    namespace = other;
    return this;
  }

  public FunctionDeploymentBuilder envProcess(@Nullable String other) {
    envProcess = other;
    return this;
  }

  public FunctionDeploymentBuilder envVars(Map<String, String> other) {
    envVars = other;
    return this;
  }

  public FunctionDeploymentBuilder constraints(List<String> other) {
    constraints = other;
    return this;
  }

  public FunctionDeploymentBuilder secrets(List<String> other) {
    secrets = other;
    return this;
  }

  public FunctionDeploymentBuilder labels(Map<String, String> other) {
    labels = other;
    return this;
  }

  public FunctionDeploymentBuilder annotations(Map<String, String> other) {
    annotations = other;
    return this;
  }

  public FunctionDeploymentBuilder limits(@Nullable FunctionResources other) {
    limits = other;
    return this;
  }

  public FunctionDeploymentBuilder requests(@Nullable FunctionResources other) {
    requests = other;
    return this;
  }

  public FunctionDeploymentBuilder readOnlyRootFilesystem(boolean other) {
    readOnlyRootFilesystem = other;
    return this;
  }

  public FunctionDeploymentBuilder registryAuth(@Nullable String other) {
    registryAuth = other;
    return this;
  }

  /** The deployment as said so far. */
  public FunctionDeployment build() {
    return new FunctionDeployment(
        service,
        image,
        namespace,
        envProcess,
        envVars,
        constraints,
        secrets,
        labels,
        annotations,
        limits,
        requests,
        readOnlyRootFilesystem,
        network,
        registryAuth);
  }
}
