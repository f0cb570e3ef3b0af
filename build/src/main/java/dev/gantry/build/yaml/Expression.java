package dev.gantry.build.yaml;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code ${…}} of a file. What it understands are the forms of shells that existing stack files
 * use (contract 2.3): default, length, case, part, replacement, and trimmed ends.
 *
 * @param text what stands between the braces
 */
record Expression(String text) {

  private static final Pattern FORM =
      Pattern.compile("(#?)([A-Za-z_][A-Za-z0-9_]*)(.*)", Pattern.DOTALL);
  private static final Pattern PART = Pattern.compile(":(\\d{1,9})(?::(\\d{1,9}))?");

  /**
   * The value.
   *
   * @return empty if the expression has no form that is known
   */
  Optional<String> value(Function<String, Optional<String>> variables) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String value = variables.apply(form.group(2)).orElse("");
    String rest = form.group(3);
    if (!form.group(1).isEmpty()) {
      return rest.isEmpty() ? Optional.of(String.valueOf(value.length())) : Optional.empty();
    }
    return after(value, rest, variables);
  }

  private static Optional<String> after(
      String value, String rest, Function<String, Optional<String>> variables) {
    if (rest.isEmpty()) {
      return Optional.of(value);
    }
    return switch (rest.charAt(0)) {
      case '=' -> Optional.of(value.isEmpty() ? inner(rest.substring(1), variables) : value);
      case ':' -> afterColon(value, rest, variables);
      case '^', ',' -> cased(value, rest);
      case '#' ->
          Optional.of(
              rest.startsWith("##")
                  ? Trim.longestStart(value, rest.substring(2))
                  : Trim.shortestStart(value, rest.substring(1)));
      case '%' ->
          Optional.of(
              rest.startsWith("%%")
                  ? Trim.longestEnd(value, rest.substring(2))
                  : Trim.shortestEnd(value, rest.substring(1)));
      case '/' -> replaced(value, rest.substring(1));
      default -> Optional.empty();
    };
  }

  private static Optional<String> afterColon(
      String value, String rest, Function<String, Optional<String>> variables) {
    if (rest.startsWith(":-") || rest.startsWith(":=")) {
      return Optional.of(value.isEmpty() ? inner(rest.substring(2), variables) : value);
    }
    Matcher part = PART.matcher(rest);
    if (!part.matches()) {
      return Optional.empty();
    }
    int from = Math.min(Integer.parseInt(part.group(1)), value.length());
    String length = part.group(2);
    int most = length == null ? Integer.MAX_VALUE : Integer.parseInt(length);
    return Optional.of(value.substring(from, from + Math.min(most, value.length() - from)));
  }

  /** A default may contain further expressions; one that has no known form stays as it is. */
  private static String inner(String text, Function<String, Optional<String>> variables) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int begin = text.indexOf("${"); begin >= 0; begin = text.indexOf("${", at)) {
      int end = end(text, begin);
      if (end < 0) {
        break;
      }
      out.append(text, at, begin);
      String found = text.substring(begin + 2, end);
      out.append(new Expression(found).value(variables).orElse("${" + found + "}"));
      at = end + 1;
    }
    return out.append(text.substring(at)).toString();
  }

  /** The place of the brace that closes the expression at {@code begin}; -1 if none does. */
  static int end(String text, int begin) {
    int depth = 0;
    for (int at = begin; at < text.length() && text.charAt(at) != '\n'; at++) {
      if (text.startsWith("${", at)) {
        depth++;
      } else if (text.charAt(at) == '}' && --depth == 0) {
        return at;
      }
    }
    return -1;
  }

  private static Optional<String> cased(String value, String form) {
    String first = value.isEmpty() ? "" : value.substring(0, 1);
    String others = value.isEmpty() ? "" : value.substring(1);
    return switch (form) {
      case "^" -> Optional.of(first.toUpperCase(Locale.ROOT) + others);
      case "^^" -> Optional.of(value.toUpperCase(Locale.ROOT));
      case "," -> Optional.of(first.toLowerCase(Locale.ROOT) + others);
      case ",," -> Optional.of(value.toLowerCase(Locale.ROOT));
      default -> Optional.empty();
    };
  }

  private static Optional<String> replaced(String value, String form) {
    boolean all = form.startsWith("/");
    boolean atStart = form.startsWith("#");
    boolean atEnd = form.startsWith("%");
    String rest = all || atStart || atEnd ? form.substring(1) : form;
    int slash = rest.indexOf('/');
    String from = slash < 0 ? rest : rest.substring(0, slash);
    String to = slash < 0 ? "" : rest.substring(slash + 1);
    if (from.isEmpty()) {
      return Optional.empty();
    }
    if (all) {
      return Optional.of(value.replace(from, to));
    }
    if (atStart) {
      return Optional.of(value.startsWith(from) ? to + value.substring(from.length()) : value);
    }
    if (atEnd) {
      int kept = value.length() - from.length();
      return Optional.of(value.endsWith(from) ? value.substring(0, kept) + to : value);
    }
    int at = value.indexOf(from);
    return Optional.of(
        at < 0 ? value : value.substring(0, at) + to + value.substring(at + from.length()));
  }
}
