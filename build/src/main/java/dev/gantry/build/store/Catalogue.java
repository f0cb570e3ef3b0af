package dev.gantry.build.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Functions that can be deployed as they are, in the form existing catalogues have (contract 2.4).
 *
 * @param functions in the catalogue's order
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Catalogue(@JsonProperty("functions") List<StoreFunction> functions) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** An absent list is an empty one. */
  @SuppressWarnings("ConstantValue") // JSON leaves absent members null
  public Catalogue {
    functions = functions == null ? List.of() : List.copyOf(functions);
  }

  /**
   * The catalogue of the program: the samples.
   *
   * @throws IOException if it cannot be read
   */
  public static Catalogue ofProgram() throws IOException {
    try (InputStream content = Catalogue.class.getResourceAsStream("functions.json")) {
      if (content == null) {
        throw new IOException("the program's catalogue is missing");
      }
      return JSON.readValue(content, Catalogue.class);
    }
  }

  /** Reads a catalogue; empty if it is none. */
  public static Optional<Catalogue> parse(byte[] json) throws IOException {
    try {
      return Optional.ofNullable(JSON.readValue(json, Catalogue.class));
    } catch (JsonProcessingException malformed) {
      return Optional.empty();
    }
  }

  /** The function with this name or title, whatever the case of the title. */
  public Optional<StoreFunction> find(String name) {
    return functions.stream()
        .filter(found -> found.name().equals(name) || found.title().equalsIgnoreCase(name))
        .findFirst();
  }
}
