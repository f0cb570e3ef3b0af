package dev.gantry.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of the document.
 *
 * @param text as it stands there
 * @param pattern the paths that belong to it
 * @param literals how many characters of it are no parameter
 */
record PathTemplate(String text, Pattern pattern, int literals) {

  /** A path that is written out wins over one with a parameter. */
  static final Comparator<PathTemplate> MOST_LITERAL_FIRST =
      Comparator.comparingInt(PathTemplate::literals).reversed();

  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

  static PathTemplate of(String text, Map<String, JsonNode> parameters) {
    StringBuilder pattern = new StringBuilder();
    Matcher parameter = PARAMETER.matcher(text);
    int end = 0;
    int literals = text.length();
    while (parameter.find()) {
      pattern.append(Pattern.quote(text.substring(end, parameter.start())));
      pattern.append(
          values(parameters.getOrDefault(parameter.group(1), MissingNode.getInstance())));
      end = parameter.end();
      literals -= parameter.group().length();
    }
    pattern.append(Pattern.quote(text.substring(end)));
    return new PathTemplate(text, Pattern.compile(pattern.toString()), literals);
  }

  private static String values(JsonNode parameter) {
    if (parameter.path("x-gantry-slashes").asBoolean()) {
      return ".*";
    }
    String pattern = parameter.at("/schema/pattern").asText();
    return pattern.isEmpty() ? "[^/]+" : pattern.substring(1, pattern.length() - 1);
  }
}
