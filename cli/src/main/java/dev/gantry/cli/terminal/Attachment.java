package dev.gantry.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Which of the standard streams are a terminal.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 */
public record Attachment(boolean in, boolean out, boolean err) {

  /** None of them: a pipe, a file, a test. */
  public static final Attachment NONE = new Attachment(false, false, false);

  private static final Pattern TERMINAL = Pattern.compile("/dev/(pts/[0-9]+|tty.*|console)");

  /**
   * Looks at what this process was given. Java itself only tells whether all are a terminal, so on
   * Linux the names of the files are looked at.
   */
  public static Attachment ofThisProcess() {
    return new Attachment(isTerminal(0), isTerminal(1), isTerminal(2));
  }

  private static boolean isTerminal(int descriptor) {
    try {
      Path link = Path.of("/proc/self/fd/" + descriptor);
      return TERMINAL.matcher(Files.readSymbolicLink(link).toString()).matches();
    } catch (IOException | UnsupportedOperationException notLinux) {
      return false;
    }
  }
}
