package dev.gantry.build.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The expressions of one file, taken out before it is parsed and put back, as values, afterwards.
 *
 * <p>Each is replaced with a mark as long as itself, made of private characters: lines and columns
 * stay right, YAML never sees the braces, and a value can neither end a text nor begin a key. Used
 * by one thread.
 */
final class Expressions {

  private static final char BEGIN = '\uE000';
  private static final char END = '\uF8FF';
  private static final char DIGIT = '\uE100';
  private static final int BASE = 4096;
  private static final Pattern MARK = Pattern.compile("\uE000([\uE100-\uF0FF]{2,})\uF8FF");
  private static final Pattern ESCAPED = Pattern.compile("\\$\\$\\{");

  private final Optional<Function<String, Optional<String>>> variables;
  private final List<Expression> found = new ArrayList<>();

  Expressions(Substitution substitution) {
    this.variables = substitution.variables();
  }

  /** The text with marks in place of its expressions. */
  String marked(String text) {
    if (variables.isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    for (int begin = text.indexOf("${"); begin >= 0; begin = text.indexOf("${", begin)) {
      int end = Expression.end(text, begin);
      boolean escaped = begin > 0 && text.charAt(begin - 1) == '$';
      if (end < 0 || escaped || end - begin < 3) {
        begin += 2;
        continue;
      }
      out.append(text, at, begin).append(mark(text.substring(begin + 2, end)));
      at = end + 1;
      begin = at;
    }
    return out.append(text.substring(at)).toString();
  }

  private String mark(String expression) {
    int number = found.size();
    found.add(new Expression(expression));
    StringBuilder mark = new StringBuilder();
    int digits = expression.codePointCount(0, expression.length()) + 1;
    for (int i = 0; i < digits; i++) {
      mark.append((char) (DIGIT + number % BASE));
      number /= BASE;
    }
    return BEGIN + mark.toString() + END;
  }

  /**
   * A text of the parsed file with values in place of marks.
   *
   * @param problems is told of expressions without a known form
   */
  String filled(String text, Position position, List<FileProblem> problems) {
    if (variables.isEmpty()) {
      return text;
    }
    if (text.contains("${") && !text.contains("$${")) {
      problems.add(
          position.problem(
              "\""
                  + shown(text)
                  + "\": a ${ that begins no expression (expected: ${NAME}, or $${ for the text itself)"));
    }
    String filled =
        MARK.matcher(text)
            .replaceAll(mark -> Matcher.quoteReplacement(value(mark.group(1), position, problems)));
    return ESCAPED.matcher(filled).replaceAll(Matcher.quoteReplacement("${"));
  }

  private String value(String digits, Position position, List<FileProblem> problems) {
    int number = 0;
    for (int i = Math.min(digits.length(), 2) - 1; i >= 0; i--) {
      number = number * BASE + digits.charAt(i) - DIGIT;
    }
    if (number >= found.size()) {
      return BEGIN + digits + END;
    }
    Expression expression = found.get(number);
    return expression
        .value(variables.orElseThrow())
        .orElseGet(
            () -> {
              problems.add(
                  position.problem(
                      "\"${"
                          + expression.text()
                          + "}\": unknown form (expected: such as"
                          + " ${NAME}, ${NAME:-default} or ${NAME/from/to})"));
              return "";
            });
  }

  private String shown(String text) {
    return MARK.matcher(text).replaceAll("…");
  }
}
