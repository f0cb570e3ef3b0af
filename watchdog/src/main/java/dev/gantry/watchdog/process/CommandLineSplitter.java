package dev.gantry.watchdog.process;

import java.util.ArrayList;
import java.util.List;

/** One pass over a command line. Used once, by one thread. */
final class CommandLineSplitter {

  private static final String SEPARATORS = " \t\n";
  private static final String ESCAPED_IN_DOUBLE_QUOTES = "$`\"\\";

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();

  /** Whether a word has begun, which quotes do even with nothing between them. */
  private boolean inWord;

  private int at;
  private String problem = "";

  CommandLineSplitter(String text) {
    this.text = text;
  }

  CommandLine split() {
    if (text.indexOf('\0') >= 0) {
      return new CommandLine.Unreadable("it has a NUL");
    }
    while (at < text.length() && problem.isEmpty()) {
      next(text.charAt(at++));
    }
    endWord();
    if (problem.isEmpty() && (words.isEmpty() || words.getFirst().isEmpty())) {
      problem = "it names no program";
    }
    return problem.isEmpty() ? new CommandLine.Words(words) : new CommandLine.Unreadable(problem);
  }

  private void next(char c) {
    if (SEPARATORS.indexOf(c) >= 0) {
      endWord();
    } else if (c == '\\') {
      escape();
    } else if (c == '\'') {
      singleQuotes();
    } else if (c == '"') {
      doubleQuotes();
    } else {
      add(c);
    }
  }

  private void escape() {
    if (at == text.length()) {
      problem = "it ends with a backslash that has nothing to stand before";
      return;
    }
    char c = text.charAt(at++);
    if (c != '\n') {
      add(c);
    }
  }

  private void singleQuotes() {
    int open = at;
    inWord = true;
    int close = text.indexOf('\'', at);
    if (close < 0) {
      problem = noEnd('\'', open);
      return;
    }
    word.append(text, at, close);
    at = close + 1;
  }

  private void doubleQuotes() {
    int open = at;
    inWord = true;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return;
      }
      if (c == '\\') {
        escapeInDoubleQuotes();
      } else {
        word.append(c);
      }
    }
    problem = noEnd('"', open);
  }

  private void escapeInDoubleQuotes() {
    char c = at < text.length() ? text.charAt(at) : 0;
    if (c == '\n') {
      at++;
    } else if (c != 0 && ESCAPED_IN_DOUBLE_QUOTES.indexOf(c) >= 0) {
      word.append(c);
      at++;
    } else {
      word.append('\\');
    }
  }

  private void add(char c) {
    inWord = true;
    word.append(c);
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private static String noEnd(char quote, int position) {
    return "it has no end of the " + quote + " at character " + position;
  }
}
