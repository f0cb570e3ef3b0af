package dev.gantry.build.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A YAML file that was read.
 *
 * @param root what it holds; {@link YamlValue.Nothing} if it is empty or not YAML
 * @param problems what is wrong with it as YAML
 */
public record YamlDocument(YamlValue root, List<FileProblem> problems) {

  public YamlDocument {
    problems = List.copyOf(problems);
  }

  /**
   * Reads one document.
   *
   * @param file its name, for messages
   * @param text what is in it
   */
  public static YamlDocument read(String file, String text, Substitution substitution) {
    List<FileProblem> problems = new ArrayList<>();
    Expressions expressions = new Expressions(substitution);
    YamlValue root = new YamlValue.Nothing(new Position(file, 1, 1));
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(file).build();
      Optional<Node> node = new Compose(settings).composeString(expressions.marked(text));
      if (node.isPresent()) {
        root = new NodeReader(file, expressions, problems).value(node.get());
      }
    } catch (MarkedYamlEngineException malformed) {
      String what = Optional.ofNullable(malformed.getProblem()).orElse("malformed");
      problems.add(position(file, malformed.getProblemMark()).problem("not YAML: " + what));
    } catch (YamlEngineException malformed) {
      problems.add(FileProblem.ofFile(file, "not YAML: " + malformed.getMessage()));
    }
    return new YamlDocument(root, problems);
  }

  static Position position(String file, Optional<Mark> mark) {
    return mark.map(at -> new Position(file, at.getLine() + 1, at.getColumn() + 1))
        .orElse(new Position(file, 1, 1));
  }
}
