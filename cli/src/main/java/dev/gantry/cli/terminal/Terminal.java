package dev.gantry.cli.terminal;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The person's side of a command: everything it reads and writes comes from here, so that tests can
 * give it too.
 *
 * @param env the environment's variables
 * @param folder where the command was started; relative paths begin here
 * @param home the person's home folder
 * @param in standard input
 * @param out standard output, for text
 * @param bytes standard output, for bytes that are passed on as they are; flush {@code out} before
 * @param err standard error: mistakes, warnings and progress
 * @param attached which of the three are a terminal
 * @param password asks for a password without showing it; empty when nobody can be asked
 * @param clock tells the time
 */
public record Terminal(
    Map<String, String> env,
    Path folder,
    Path home,
    InputStream in,
    PrintWriter out,
    OutputStream bytes,
    PrintWriter err,
    Attachment attached,
    Function<String, Optional<String>> password,
    Clock clock) {

  public Terminal {
    env = Map.copyOf(env);
  }

  /** A variable; empty when it is not set or has no text. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(env.get(name)).filter(text -> !text.isEmpty());
  }

  /** Colours for standard output. */
  public Colours colours() {
    return new Colours(attached.out() && mayColour());
  }

  /** Colours for standard error. */
  public Colours errorColours() {
    return new Colours(attached.err() && mayColour());
  }

  /** Nobody said no: {@code NO_COLOR} with any text does, and so does a dumb terminal. */
  private boolean mayColour() {
    return variable("NO_COLOR").isEmpty() && !"dumb".equals(env.get("TERM"));
  }

  /** A path as the person wrote it. */
  public Path path(String written) {
    return folder.resolve(written);
  }

  /** A path as a person writes it: short when it is below where the command was started. */
  public String shown(Path path) {
    return path.startsWith(folder) ? folder.relativize(path).toString() : path.toString();
  }

  /** One line about something that was done, on standard error, so that output stays output. */
  public void note(String line) {
    err.println(line);
  }

  /** Something that a person should know and that does not keep the command from going on. */
  public void warn(String line) {
    err.println(errorColours().yellow("warning:") + " " + line);
  }
}
