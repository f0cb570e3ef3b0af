package dev.gantry.build.yaml;

import java.util.regex.Pattern;

/** Patterns of shells: {@code *} is any text, {@code ?} one character, all else itself. */
public final class Glob {

  private Glob() {}

  /** A pattern that matches what the glob does. */
  public static Pattern of(String glob) {
    StringBuilder pattern = new StringBuilder();
    glob.codePoints()
        .forEach(
            character -> {
              switch (character) {
                case '*' -> pattern.append(".*");
                case '?' -> pattern.append('.');
                default -> pattern.append(Pattern.quote(Character.toString(character)));
              }
            });
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }
}
