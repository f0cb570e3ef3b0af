package dev.gantry.app.settings;

import dev.gantry.api.Problem;
import dev.gantry.build.yaml.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The keys and values of a settings file, or what is wrong with it.
 *
 * @param values text by key; only known keys
 * @param problems unreadable file, malformed YAML, unknown keys, values that are not plain
 */
record SettingsFile(Map<String, String> values, List<Problem> problems) {

  /** All keys, in the order people read them. */
  private static final List<String> KEYS =
      Arrays.stream(Setting.values()).map(Setting::key).toList();

  /** No file. */
  static final SettingsFile NONE = new SettingsFile(Map.of(), List.of());

  static SettingsFile read(Path file) {
    try {
      Object root =
          new Load(LoadSettings.builder().setLabel(file.toString()).build())
              .loadFromString(Files.readString(file));
      return root instanceof Map<?, ?> keys ? ofKeys(keys) : ofRoot(file, root);
    } catch (IOException unreadable) {
      return broken("config", file.toString(), "a file that can be read");
    } catch (MarkedYamlEngineException malformed) {
      return broken("config", file.toString(), "YAML; " + position(malformed));
    } catch (YamlEngineException malformed) {
      return broken("config", file.toString(), "YAML");
    }
  }

  private static SettingsFile ofRoot(Path file, Object root) {
    return root == null ? NONE : broken("config", file.toString(), "keys and values, one a line");
  }

  private static SettingsFile ofKeys(Map<?, ?> keys) {
    Map<String, String> values = new HashMap<>();
    List<Problem> problems = new ArrayList<>();
    keys.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          if (!KEYS.contains(name)) {
            problems.add(new Problem("config", name, unknownKey(name)));
          } else if (value instanceof Map || value instanceof Iterable) {
            problems.add(new Problem("config." + name, String.valueOf(value), "a plain value"));
          } else if (value != null) {
            values.put(name, String.valueOf(value));
          }
        });
    return new SettingsFile(values, problems);
  }

  private static String unknownKey(String name) {
    return Nearest.to(name, KEYS)
        .map(key -> "a known key; did you mean " + key + "?")
        .orElse("a known key: " + String.join(", ", KEYS));
  }

  private static String position(MarkedYamlEngineException malformed) {
    String what = Optional.ofNullable(malformed.getProblem()).orElse("malformed");
    return malformed
        .getProblemMark()
        .map(m -> "line " + (m.getLine() + 1) + ", column " + (m.getColumn() + 1) + ": " + what)
        .orElse(what);
  }

  private static SettingsFile broken(String key, String value, String expected) {
    return new SettingsFile(Map.of(), List.of(new Problem(key, value, expected)));
  }
}
