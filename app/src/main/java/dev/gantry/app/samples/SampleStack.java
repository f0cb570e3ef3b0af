package dev.gantry.app.samples;

import dev.gantry.api.FunctionDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the stack file of the samples, which uses few keys: image, fprocess, environment and
 * labels.
 */
final class SampleStack {

  private SampleStack() {}

  /**
   * The deployments of a stack file, in its order.
   *
   * @param folder takes the place of {@code ${SAMPLES}} in commands
   * @throws IOException if the file cannot be read or is not a stack file
   */
  static List<FunctionDeployment> read(Path file, Path folder) throws IOException {
    Object root;
    try {
      root =
          new Load(LoadSettings.builder().setLabel(file.toString()).build())
              .loadFromString(Files.readString(file).replace("${SAMPLES}", folder.toString()));
    } catch (YamlEngineException malformed) {
      throw new IOException(file + " is not YAML: " + malformed.getMessage(), malformed);
    }
    List<FunctionDeployment> found = new ArrayList<>();
    for (Map.Entry<?, ?> function : map(map(root).get("functions")).entrySet()) {
      found.add(deployment(String.valueOf(function.getKey()), map(function.getValue())));
    }
    return found;
  }

  private static FunctionDeployment deployment(String name, Map<?, ?> function) {
    FunctionDeployment command =
        FunctionDeployment.ofCommand(name, String.valueOf(function.get("fprocess")));
    Object image = function.get("image");
    return (image == null ? command : command.withImage(image.toString()))
        .withEnvVars(texts(function.get("environment")))
        .withLabels(texts(function.get("labels")));
  }

  private static Map<String, String> texts(@Nullable Object value) {
    Map<String, String> texts = new HashMap<>();
    map(value).forEach((key, text) -> texts.put(String.valueOf(key), String.valueOf(text)));
    return texts;
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
