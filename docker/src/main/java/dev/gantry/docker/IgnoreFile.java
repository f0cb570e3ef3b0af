package dev.gantry.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a {@code .dockerignore} leaves out of a build context: the last line that matches a path, or
 * a folder above it, decides; {@code !} takes in again.
 */
final class IgnoreFile {

  private static final String NAME = ".dockerignore";

  private record Rule(Pattern pattern, boolean takesIn) {}

  private final List<Rule> rules;

  private IgnoreFile(List<Rule> rules) {
    this.rules = rules;
  }

  /** The rules of a folder's file; none if it has no such file. */
  static IgnoreFile of(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    return parse(Files.isRegularFile(file) ? Files.readAllLines(file) : List.of());
  }

  static IgnoreFile parse(List<String> lines) {
    List<Rule> rules = new ArrayList<>();
    for (String line : lines) {
      String text = line.startsWith("#") ? "" : line.strip();
      boolean takesIn = text.startsWith("!");
      String path = (takesIn ? text.substring(1).strip() : text).replaceAll("^/+|/+$", "");
      if (!path.isEmpty()) {
        rules.add(new Rule(pattern(Path.of(path).normalize().toString()), takesIn));
      }
    }
    return new IgnoreFile(List.copyOf(rules));
  }

  /** Whether a path in the context, with {@code /}, is left out. */
  boolean leavesOut(String path) {
    boolean leftOut = false;
    for (Rule rule : rules) {
      if (rule.pattern.matcher(path).matches()) {
        leftOut = !rule.takesIn;
      }
    }
    return leftOut;
  }

  /** Whether something may be in a folder although the folder itself is left out. */
  boolean takesInAgain() {
    return rules.stream().anyMatch(Rule::takesIn);
  }

  /** Matches a path and everything below it. */
  private static Pattern pattern(String glob) {
    StringBuilder pattern = new StringBuilder();
    for (int at = 0; at < glob.length(); at++) {
      char character = glob.charAt(at);
      if (glob.startsWith("**/", at)) {
        pattern.append("(?:.*/)?");
        at += 2;
      } else if (glob.startsWith("**", at)) {
        pattern.append(".*");
        at++;
      } else if (character == '*') {
        pattern.append("[^/]*");
      } else if (character == '?') {
        pattern.append("[^/]");
      } else if (character == '[' && glob.indexOf(']', at + 2) > 0) {
        int end = glob.indexOf(']', at + 2);
        pattern.append(set(glob.substring(at + 1, end)));
        at = end;
      } else {
        pattern.append(Pattern.quote(String.valueOf(character)));
      }
    }
    return Pattern.compile(pattern + "(?:/.*)?");
  }

  private static String set(String characters) {
    boolean not = characters.startsWith("^");
    String inner =
        (not ? characters.substring(1) : characters).replaceAll("[\\[\\]&\\\\]", "\\\\$0");
    return "(?!/)[" + (not ? "^" : "") + inner + "]";
  }
}
