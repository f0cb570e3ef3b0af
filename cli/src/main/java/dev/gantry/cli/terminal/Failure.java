package dev.gantry.cli.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/** A command that was not done: what was tried, what happened, and what to do about it. */
public final class Failure extends Exception {

  private static final long serialVersionUID = 1L;

  /** The exit code of what was tried and did not work. */
  public static final int FAILED = 1;

  /** The exit code of a command line that makes no sense. */
  public static final int USAGE = 2;

  private final transient List<String> happened;
  private final String advice;
  private final int exitCode;

  private Failure(String tried, List<String> happened, String advice, int exitCode) {
    super(tried);
    this.happened = List.copyOf(happened);
    this.advice = advice;
    this.exitCode = exitCode;
  }

  /**
   * Something that was tried and did not work.
   *
   * @param tried such as {@code could not deploy 'thumbnailer'}
   * @param happened one sentence, or several lines
   * @param advice a command or sentence after {@code try:}; empty when there is nothing to say
   */
  public static Failure of(String tried, String happened, String advice) {
    return new Failure(tried, lines(happened), advice, FAILED);
  }

  /** A command line that makes no sense. */
  public static Failure usage(String mistake, String advice) {
    return new Failure(mistake, List.of(), advice, USAGE);
  }

  /** A file that could not be used. */
  public static Failure file(String tried, IOException failed) {
    return new Failure(tried, List.of(reason(failed)), "", FAILED);
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : text.lines().toList();
  }

  /** Why a file could not be used, in words instead of class names. */
  public static String reason(IOException failed) {
    String file = failed instanceof FileSystemException about ? about.getFile() + ": " : "";
    return switch (failed) {
      case AccessDeniedException denied -> file + "permission denied";
      case NoSuchFileException missing -> file + "it does not exist";
      case FileAlreadyExistsException there -> file + "it is there already";
      case FileSystemException other ->
          file + Optional.ofNullable(other.getReason()).orElse("it is in the way");
      default -> String.valueOf(failed.getMessage());
    };
  }

  /** 1 or 2. */
  public int exitCode() {
    return exitCode;
  }

  /** What happened, line by line. */
  public List<String> happened() {
    return happened;
  }

  /** What to do; empty when there is nothing to say. */
  public String advice() {
    return advice;
  }

  /** Prints it as people read it. */
  public void print(PrintWriter err, Colours colours) {
    err.println(colours.red("error:") + " " + Printable.cell(String.valueOf(getMessage())));
    happened.forEach(line -> err.println("  " + Printable.text(line)));
    if (!advice.isEmpty()) {
      err.println("  " + colours.green("try:") + " " + advice);
    }
    err.flush();
  }
}
