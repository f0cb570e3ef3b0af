package dev.gantry.build.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.api.ApiJson;
import dev.gantry.api.InvalidJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Functions that can be deployed as they are, in the form existing catalogues have (contract 2.4).
 *
 * @param functions by name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Catalogue(@JsonProperty("functions") List<StoreFunction> functions) {

  /** An absent list is an empty one. */
  @SuppressWarnings("ConstantValue") // JSON leaves absent members null
  public Catalogue {
    functions =
        functions == null
            ? List.of()
            : functions.stream().sorted(Comparator.comparing(StoreFunction::name)).toList();
  }

  /**
   * The catalogue of the program: the samples.
   *
   * @throws IOException if it cannot be read
   */
  public static Catalogue ofProgram() throws IOException {
    try (InputStream content = Catalogue.class.getResourceAsStream("catalogue.json")) {
      if (content == null) {
        throw new IOException("the program's catalogue is missing");
      }
      return parse(content.readAllBytes());
    } catch (InvalidJsonException malformed) {
      throw new IOException(malformed);
    }
  }

  /**
   * Reads a catalogue.
   *
   * @throws InvalidJsonException if it is none
   */
  public static Catalogue parse(byte[] json) throws InvalidJsonException {
    return ApiJson.read(json, Catalogue.class);
  }

  /** The function with this name or title, whatever the case of the title. */
  public Optional<StoreFunction> find(String name) {
    return functions.stream()
        .filter(found -> found.name().equals(name) || found.title().equalsIgnoreCase(name))
        .findFirst();
  }
}
