package dev.gantry.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command as it stands in a transcript: {@code echo you | gantry invoke up}, with quotes as a
 * shell has them.
 *
 * @param arguments what follows {@code gantry}
 * @param input what it reads; empty when nothing
 */
record TypedCommand(List<String> arguments, String input) {

  private static final Pattern WORD = Pattern.compile("'([^']*)'|([^\\s']+)");

  static TypedCommand parse(String line) {
    int pipe = line.indexOf("| gantry");
    List<String> words = words(pipe < 0 ? line : line.substring(pipe + 2));
    String input =
        pipe < 0 ? "" : String.join(" ", words(line.substring(0, pipe)).subList(1, 2)) + "\n";
    if (!words.getFirst().equals("gantry")) {
      throw new IllegalArgumentException("no command of gantry: " + line);
    }
    return new TypedCommand(words.subList(1, words.size()), input);
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words;
  }
}
