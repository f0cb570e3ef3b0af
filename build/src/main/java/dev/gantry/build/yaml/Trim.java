package dev.gantry.build.yaml;

import java.util.regex.Pattern;

/** Cuts what a pattern of a shell matches off an end of a text. */
final class Trim {

  private Trim() {}

  static String shortestStart(String text, String pattern) {
    Pattern glob = Glob.of(pattern);
    for (int end = 0; end <= text.length(); end++) {
      if (glob.matcher(text.substring(0, end)).matches()) {
        return text.substring(end);
      }
    }
    return text;
  }

  static String longestStart(String text, String pattern) {
    Pattern glob = Glob.of(pattern);
    for (int end = text.length(); end >= 0; end--) {
      if (glob.matcher(text.substring(0, end)).matches()) {
        return text.substring(end);
      }
    }
    return text;
  }

  static String shortestEnd(String text, String pattern) {
    Pattern glob = Glob.of(pattern);
    for (int begin = text.length(); begin >= 0; begin--) {
      if (glob.matcher(text.substring(begin)).matches()) {
        return text.substring(0, begin);
      }
    }
    return text;
  }

  static String longestEnd(String text, String pattern) {
    Pattern glob = Glob.of(pattern);
    for (int begin = 0; begin <= text.length(); begin++) {
      if (glob.matcher(text.substring(begin)).matches()) {
        return text.substring(0, begin);
      }
    }
    return text;
  }
}
