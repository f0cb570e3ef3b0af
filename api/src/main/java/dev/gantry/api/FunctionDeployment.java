package dev.gantry.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks to run: the body of {@code POST} and {@code PUT /system/functions} (contract
 * 1.5). It is kept as it was sent; {@link DeploymentRules} judges it.
 *
 * @param service the function's name
 * @param image the container image; providers that run no images record and return it
 * @param namespace the namespace; empty or absent means the default one
 * @param envProcess the command; becomes the variable {@code fprocess}
 * @param envVars variables of the function's processes
 * @param constraints where replicas may run
 * @param secrets names of secrets that must exist already
 * @param labels what schedulers and metrics read
 * @param annotations what only people and connectors read
 * @param limits what a replica may use at most; absent means no limit
 * @param requests what a replica is given at least; absent means nothing is reserved
 * @param readOnlyRootFilesystem whether only {@code /tmp} is writable
 * @param network accepted from clients of 2017 to 2020, otherwise without effect
 * @param registryAuth base64 of {@code user:password} for the pull; never returned, never logged
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FunctionDeployment(
    String service,
    @Nullable String image,
    @Nullable String namespace,
    @Nullable String envProcess,
    Map<String, String> envVars,
    List<String> constraints,
    List<String> secrets,
    Map<String, String> labels,
    Map<String, String> annotations,
    @Nullable FunctionResources limits,
    @Nullable FunctionResources requests,
    boolean readOnlyRootFilesystem,
    @Nullable String network,
    @Nullable String registryAuth) {

  /** Absent collections become empty ones; collections are copied. */
  @SuppressWarnings("ConstantValue") // JSON leaves absent members null
  public FunctionDeployment {
    service = service == null ? "" : service;
    envVars = envVars == null ? Map.of() : Map.copyOf(envVars);
    constraints = constraints == null ? List.of() : List.copyOf(constraints);
    secrets = secrets == null ? List.of() : List.copyOf(secrets);
    labels = labels == null ? Map.of() : Map.copyOf(labels);
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
  }

  /** A deployment of a command with nothing else set. */
  public static FunctionDeployment ofCommand(String service, String envProcess) {
    return FunctionDeploymentBuilder.of(service).envProcess(envProcess).build();
  }

  /** Begins another deployment with all of this one. */
  public FunctionDeploymentBuilder edit() {
    return FunctionDeploymentBuilder.of(this);
  }

  /** The same deployment with an image. */
  public FunctionDeployment withImage(String other) {
    return edit().image(other).build();
  }

  /** The same deployment with other labels. */
  public FunctionDeployment withLabels(Map<String, String> other) {
    return edit().labels(other).build();
  }

  /** The same deployment with other variables. */
  public FunctionDeployment withEnvVars(Map<String, String> other) {
    return edit().envVars(other).build();
  }

  /** The same deployment with other secrets. */
  public FunctionDeployment withSecrets(List<String> other) {
    return edit().secrets(other).build();
  }

  /** The same deployment in another namespace. */
  public FunctionDeployment withNamespace(String other) {
    return edit().namespace(other).build();
  }

  /** The same deployment without the registry's credentials, as it may be stored and shown. */
  public FunctionDeployment withoutRegistryAuth() {
    return edit().registryAuth(null).build();
  }

  /** Names the function only: variables and credentials do not belong in logs. */
  @Override
  public String toString() {
    return "FunctionDeployment[" + service + ", image=" + image + "]";
  }
}
