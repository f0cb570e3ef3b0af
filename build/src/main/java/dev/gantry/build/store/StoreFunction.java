package dev.gantry.build.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionDeploymentBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One function of a catalogue. Texts of other catalogues are those of strangers.
 *
 * @param name what it is called by
 * @param title for people
 * @param description what it does
 * @param author who made it
 * @param repository where its code is; empty if not said
 * @param command its process; empty means that the image knows
 * @param images images by platform: {@code x86_64}, {@code arm64}, {@code armhf}
 * @param image the image of old entries, for every platform; empty if there are {@code images}
 * @param environment its variables
 * @param labels its labels
 * @param annotations its annotations
 * @param secrets names of secrets that must exist; not in the form that others have
 * @param readOnly whether only {@code /tmp} is writable
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StoreFunction(
    @JsonProperty("name") String name,
    @JsonProperty("title") String title,
    @JsonProperty("description") String description,
    @JsonProperty("author") String author,
    @JsonProperty("repo_url") String repository,
    @JsonProperty("fprocess") String command,
    @JsonProperty("images") Map<String, String> images,
    @JsonProperty("image") String image,
    @JsonProperty("environment") Map<String, String> environment,
    @JsonProperty("labels") Map<String, String> labels,
    @JsonProperty("annotations") Map<String, String> annotations,
    @JsonProperty("secrets") List<String> secrets,
    @JsonProperty("readOnlyRootFilesystem") boolean readOnly) {

  /** Absent members become empty. */
  @SuppressWarnings("ConstantValue") // JSON leaves absent members null
  public StoreFunction {
    name = orEmpty(name);
    title = orEmpty(title);
    description = orEmpty(description);
    author = orEmpty(author);
    repository = orEmpty(repository);
    command = orEmpty(command);
    images = orEmpty(images);
    image = orEmpty(image);
    environment = orEmpty(environment);
    labels = orEmpty(labels);
    annotations = orEmpty(annotations);
    secrets = secrets == null ? List.of() : List.copyOf(secrets);
  }

  @SuppressWarnings("ConstantValue") // JSON leaves absent members null
  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  /** By key, so that a catalogue is shown the same each time. */
  @SuppressWarnings("ConstantValue") // JSON leaves absent members null
  private static Map<String, String> orEmpty(Map<String, String> texts) {
    return texts == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(texts));
  }

  /** Its image for a platform; empty if there is none. */
  public Optional<String> imageFor(String platform) {
    return Optional.of(images.getOrDefault(platform, image)).filter(found -> !found.isEmpty());
  }

  /**
   * Whether its command is of no use without its image: a sample's files lie in {@code /samples}.
   */
  public boolean needsItsImage() {
    return command.contains(" /samples/");
  }

  /**
   * What the gateway is asked to run.
   *
   * @param as its name there
   * @param platform {@code x86_64}, {@code arm64} or {@code armhf}
   * @return empty if there is no image for the platform
   */
  public Optional<FunctionDeployment> deployment(String as, String platform) {
    return imageFor(platform)
        .map(
            found ->
                FunctionDeploymentBuilder.of(as)
                    .image(found)
                    .envProcess(command.isEmpty() ? null : command)
                    .envVars(environment)
                    .labels(labels)
                    .annotations(annotations)
                    .secrets(secrets)
                    .readOnlyRootFilesystem(readOnly)
                    .build());
  }
}
