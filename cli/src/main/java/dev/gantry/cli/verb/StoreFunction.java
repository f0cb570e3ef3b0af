package dev.gantry.cli.verb;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionDeploymentBuilder;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One ready-made function, in the shape of existing catalogues (contract 2.4).
 *
 * @param name its name
 * @param title its name for people; deploys by it are possible, too
 * @param description what it does
 * @param author who made it
 * @param fprocess its command; absent means that of the image
 * @param repoUrl where its source is
 * @param readOnlyRootFilesystem whether it writes to {@code /tmp} only
 * @param environment its variables
 * @param labels its labels
 * @param annotations its annotations
 * @param images its images by platform, such as {@code x86_64}
 * @param image its only image, in older catalogues
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record StoreFunction(
    String name,
    @Nullable String title,
    @Nullable String description,
    @Nullable String author,
    @Nullable String fprocess,
    @Nullable @JsonProperty("repo_url") String repoUrl,
    boolean readOnlyRootFilesystem,
    Map<String, String> environment,
    Map<String, String> labels,
    Map<String, String> annotations,
    Map<String, String> images,
    @Nullable String image) {

  @SuppressWarnings("ConstantValue") // JSON leaves absent members null
  StoreFunction {
    name = name == null ? "" : name;
    environment = environment == null ? Map.of() : Map.copyOf(environment);
    labels = labels == null ? Map.of() : Map.copyOf(labels);
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
    images = images == null ? Map.of() : Map.copyOf(images);
  }

  boolean isCalled(String other) {
    return name.equals(other) || other.equalsIgnoreCase(title);
  }

  /** Its image for a platform; empty if there is none. */
  Optional<String> imageFor(String platform) {
    return Optional.ofNullable(images.getOrDefault(platform, image));
  }

  FunctionDeployment deployment(String as, String platform) {
    return FunctionDeploymentBuilder.of(as)
        .image(imageFor(platform).orElse(null))
        .envProcess(fprocess)
        .envVars(environment)
        .labels(labels)
        .annotations(annotations)
        .readOnlyRootFilesystem(readOnlyRootFilesystem)
        .build();
  }
}
