package dev.gantry.build.stack;

import dev.gantry.build.yaml.Substitution;
import dev.gantry.build.yaml.YamlDocument;
import dev.gantry.build.yaml.YamlValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The text of a stack file, to which functions can be added. What is there stays as it is, comments
 * and order, too.
 *
 * @param text all of it
 */
public record StackFileText(String text) {

  private static final Set<String> NO_TEXT =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  /**
   * What a new function begins with.
   *
   * @param name a DNS label
   * @param lang its template
   * @param handler the folder of its code, such as {@code ./hello}
   * @param image such as {@code hello:latest}
   */
  public record NewEntry(String name, String lang, String handler, String image) {

    private List<String> lines(int indent) {
      String outer = " ".repeat(indent);
      String inner = " ".repeat(indent + 2);
      return List.of(
          outer + key(name) + ":",
          inner + "lang: " + key(lang),
          inner + "handler: " + handler,
          inner + "image: " + image);
    }

    /** Digits alone and some words are no text to YAML. */
    private static String key(String text) {
      boolean plain = Character.isLetter(text.charAt(0)) && !NO_TEXT.contains(text);
      return plain ? text : "\"" + text + "\"";
    }
  }

  /** A file with one function. */
  public static StackFileText of(NewEntry entry, String gateway) {
    return new StackFileText(
        """
        version: "1.0"
        provider:
          name: openfaas
          gateway: %s

        functions:
        %s
        """
            .formatted(gateway, String.join("\n", entry.lines(2))));
  }

  /**
   * The text with a function more, behind the others.
   *
   * @return empty if there is a function of this name, or if the functions do not stand one below
   *     the other
   */
  public Optional<StackFileText> with(NewEntry entry) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    Optional<YamlValue.Entry> functions = functions(text);
    if (functions.isEmpty()) {
      lines.addAll(List.of("", "functions:"));
      lines.addAll(entry.lines(2));
      return checked(lines, entry);
    }
    int keyLine = functions.get().position().line();
    int indent =
        functions.get().value() instanceof YamlValue.Keys keys && !keys.entries().isEmpty()
            ? keys.entries().values().iterator().next().position().column() - 1
            : functions.get().position().column() + 1;
    lines.addAll(end(lines, keyLine, indent), entry.lines(indent));
    return checked(lines, entry);
  }

  private static Optional<YamlValue.Entry> functions(String text) {
    YamlDocument document = YamlDocument.read("", text, Substitution.NONE);
    return document.root() instanceof YamlValue.Keys keys
        ? Optional.ofNullable(keys.entries().get("functions"))
        : Optional.empty();
  }

  /** The number of the last line that belongs to the functions. */
  private static int end(List<String> lines, int from, int indent) {
    int end = from;
    for (int at = from; at < lines.size(); at++) {
      String line = lines.get(at);
      if (line.isBlank()) {
        continue;
      }
      if (line.length() - line.stripLeading().length() < indent) {
        break;
      }
      end = at + 1;
    }
    return end;
  }

  /** The new text, if reading it finds what was there and the new function. */
  private Optional<StackFileText> checked(List<String> lines, NewEntry entry) {
    String changed = String.join("\n", lines) + "\n";
    List<String> before = names(text);
    List<String> expected = new ArrayList<>(before);
    expected.add(entry.name());
    return !before.contains(entry.name()) && names(changed).equals(expected)
        ? Optional.of(new StackFileText(changed))
        : Optional.empty();
  }

  private static List<String> names(String text) {
    YamlDocument document = YamlDocument.read("", text, Substitution.NONE);
    return document.problems().isEmpty()
        ? functions(text)
            .map(YamlValue.Entry::value)
            .filter(YamlValue.Keys.class::isInstance)
            .map(keys -> List.copyOf(((YamlValue.Keys) keys).entries().keySet()))
            .orElse(List.of())
        : List.of();
  }

  /** The text of a file, as it would be read. */
  public static StackFileText in(Path file) throws IOException {
    return new StackFileText(Files.readString(file));
  }
}
