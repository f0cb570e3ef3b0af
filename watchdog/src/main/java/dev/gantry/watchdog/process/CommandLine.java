package dev.gantry.watchdog.process;

import java.util.List;

/**
 * A command in one line of text, such as {@code fprocess}, and what it says (contract section 0).
 *
 * <p>Words are split as by a POSIX shell's quoting rules and nothing else of a shell: no variables,
 * no patterns, no pipes, no comments; {@code $}, {@code *}, {@code |} and {@code #} stand for
 * themselves.
 *
 * <ul>
 *   <li>Blanks, tabs and line ends separate words; {@code ''} is an empty word.
 *   <li>Between {@code '} everything is literal.
 *   <li>Between {@code "} a backslash makes {@code $ ` " \} literal and removes a line end; before
 *       anything else it is a backslash.
 *   <li>Elsewhere a backslash makes the next character literal and removes a line end.
 * </ul>
 */
public sealed interface CommandLine {

  /**
   * It makes sense.
   *
   * @param words the program, never empty, and its arguments
   */
  record Words(List<String> words) implements CommandLine {
    public Words {
      words = List.copyOf(words);
    }
  }

  /**
   * It does not.
   *
   * @param problem what is wrong, such as {@code it has no end of the ' at character 5}
   */
  record Unreadable(String problem) implements CommandLine {}

  /** Splits it. */
  static CommandLine split(String text) {
    return new CommandLineSplitter(text).split();
  }
}
