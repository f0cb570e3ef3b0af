package dev.gantry.build.template;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a pulled template came from: its {@code meta.json} (contract 2.5).
 *
 * @param repository the address of the git repository
 * @param refName the tag, branch or commit that was asked for; empty for the default branch
 * @param sha the commit that it was
 * @param writtenAt when it was pulled, as RFC 3339
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TemplateOrigin(
    @JsonProperty("repository") String repository,
    @JsonProperty("ref_name") String refName,
    @JsonProperty("sha") String sha,
    @JsonProperty("written_at") String writtenAt) {

  private static final String FILE = "meta.json";
  private static final String BY_COMMIT = "sha-";
  private static final int SHORTEST_COMMIT = 7;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Absent members, as of other tools, become empty. */
  @SuppressWarnings("ConstantValue") // JSON leaves absent members null
  public TemplateOrigin {
    repository = repository == null ? "" : repository;
    refName = refName == null ? "" : refName;
    sha = sha == null ? "" : sha;
    writtenAt = writtenAt == null ? "" : writtenAt;
  }

  /** The origin of the template in a folder; empty if its file is not there or not readable. */
  static Optional<TemplateOrigin> read(Path template) throws IOException {
    Path file = template.resolve(FILE);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readString(file), TemplateOrigin.class));
    } catch (JsonProcessingException malformed) {
      return Optional.empty();
    }
  }

  void write(Path template) throws IOException {
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    Files.writeString(template.resolve(FILE), text + "\n");
  }

  /** Whether this is the version that {@code lang} names after its {@code @}. */
  boolean is(String version) {
    String commit = version.startsWith(BY_COMMIT) ? version.substring(BY_COMMIT.length()) : "";
    return version.equals(refName)
        || (commit.length() >= SHORTEST_COMMIT && sha.startsWith(commit));
  }

  /** Which version it is, for people. */
  public String version() {
    return refName.isEmpty() ? sha : refName;
  }
}
