package dev.gantry.watchdog.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command into its words as a POSIX shell does (quotes and backslashes, XCU 2.2), and does
 * nothing else a shell does: {@code $}, {@code *}, {@code |} and {@code ;} are letters.
 */
public final class CommandLine {

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private CommandLine(String text) {
    this.text = text;
  }

  /**
   * Splits a command.
   *
   * @return its words; none for blank text. A quoted empty word stays one
   * @throws IllegalArgumentException if a quote is not closed or the text ends in a backslash; the
   *     message names which, as the end of the sentence "expected …"
   */
  public static List<String> split(String text) {
    CommandLine line = new CommandLine(text);
    while (line.at < text.length()) {
      line.step(text.charAt(line.at++));
    }
    line.endWord();
    return List.copyOf(line.words);
  }

  private void step(char c) {
    switch (c) {
      case ' ', '\t', '\n', '\r' -> endWord();
      case '\'' -> singleQuoted();
      case '"' -> doubleQuoted();
      case '\\' -> escaped();
      default -> add(c);
    }
  }

  private void add(char c) {
    word.append(c);
    inWord = true;
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private void escaped() {
    if (at == text.length()) {
      throw new IllegalArgumentException("a character after the last backslash");
    }
    char c = text.charAt(at++);
    if (c != '\n') {
      add(c);
    }
  }

  private void singleQuoted() {
    int end = text.indexOf('\'', at);
    if (end < 0) {
      throw new IllegalArgumentException("a closing '");
    }
    word.append(text, at, end);
    inWord = true;
    at = end + 1;
  }

  private void doubleQuoted() {
    inWord = true;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return;
      }
      if (c == '\\' && at < text.length() && "\\\"$`\n".indexOf(text.charAt(at)) >= 0) {
        escaped();
      } else {
        word.append(c);
      }
    }
    throw new IllegalArgumentException("a closing \"");
  }
}
