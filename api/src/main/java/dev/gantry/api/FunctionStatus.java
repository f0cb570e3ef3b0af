package dev.gantry.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told of a function: an element of {@code GET /system/functions} (contract 1.5),
 * with the extra members of contract section 0 at its end.
 *
 * @param name the function's name
 * @param image the image as it was sent; empty when there is none
 * @param namespace the namespace
 * @param envProcess the command
 * @param envVars variables, without {@code fprocess}
 * @param constraints as deployed
 * @param secrets names only
 * @param labels as deployed, with the one Gantry adds
 * @param annotations as deployed
 * @param limits as deployed
 * @param requests as deployed
 * @param readOnlyRootFilesystem as deployed
 * @param invocationCount calls that were answered, since the gateway started
 * @param replicas how many replicas there should be
 * @param availableReplicas how many take calls
 * @param createdAt when it was first deployed
 * @param usage only when it was asked for and the provider knows it
 * @param state one word for people: what the function is doing
 * @param reason why it is in this state; absent when there is nothing to say
 * @param progress of an image pull, 0 to 1; absent when none is under way
 * @param updatedAt when it was last deployed or updated
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record FunctionStatus(
    @JsonInclude(JsonInclude.Include.ALWAYS) String name,
    @JsonInclude(JsonInclude.Include.ALWAYS) String image,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable String namespace,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable String envProcess,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> envVars,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> constraints,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> secrets,
    @JsonInclude(JsonInclude.Include.ALWAYS) Map<String, String> labels,
    @JsonInclude(JsonInclude.Include.ALWAYS) Map<String, String> annotations,
    @Nullable FunctionResources limits,
    @Nullable FunctionResources requests,
    boolean readOnlyRootFilesystem,
    double invocationCount,
    long replicas,
    long availableReplicas,
    @JsonInclude(JsonInclude.Include.ALWAYS) Instant createdAt,
    @Nullable FunctionUsage usage,
    @Nullable State state,
    @Nullable String reason,
    @Nullable Double progress,
    @Nullable Instant updatedAt) {

  /** What a function is doing, in one word. */
  public enum State {
    /** At least one replica takes calls. */
    READY,
    /** Replicas are on their way. */
    STARTING,
    /** The image is on its way. */
    PULLING,
    /** No replica runs and none should; a call wakes it. */
    ASLEEP,
    /** Replicas should run and do not; {@code reason} says why. */
    FAILING
  }

  @SuppressWarnings("ConstantValue") // JSON leaves absent members null
  public FunctionStatus {
    envVars = ordered(envVars);
    constraints = constraints == null ? List.of() : List.copyOf(constraints);
    secrets = secrets == null ? List.of() : List.copyOf(secrets);
    labels = ordered(labels);
    annotations = ordered(annotations);
  }

  /** By key, so that every answer has the same order. */
  private static Map<String, String> ordered(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
