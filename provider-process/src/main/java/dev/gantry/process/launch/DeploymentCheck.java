package dev.gantry.process.launch;

import dev.gantry.api.Problem;
import dev.gantry.process.folder.FunctionFolder;
import dev.gantry.watchdog.WatchdogSettings;
import dev.gantry.watchdog.WatchdogSettings.Reading;
import dev.gantry.watchdog.process.CommandLine;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with a function's command and its watchdog's settings, all of it. */
public final class DeploymentCheck {

  /** The shape of the watchdog's sentences. */
  private static final Pattern SENTENCE =
      Pattern.compile("([^:]+): (?:\"(.*)\"|not set) \\(expected: (.*)\\)", Pattern.DOTALL);

  private DeploymentCheck() {}

  /** What is wrong; empty when nothing is. */
  public static List<Problem> problems(FunctionVariables variables, FunctionFolder folder) {
    if (variables.command().isBlank()) {
      return List.of(
          new Problem(
              "envProcess",
              "",
              "the command to run, such as \"wc -l\", because this provider runs no images"));
    }
    List<Problem> found = new ArrayList<>();
    if (WatchdogSettings.read(variables.all()) instanceof Reading.Invalid(List<String> sentences)) {
      sentences.forEach(sentence -> found.add(problem(sentence)));
    }
    missingProgram(variables, folder)
        .ifPresent(name -> found.add(new Problem("envProcess", name, expected(name))));
    return found;
  }

  /** The program of the command, if it is not there or may not be run. */
  static Optional<String> missingProgram(FunctionVariables variables, FunctionFolder folder) {
    if (!(CommandLine.split(variables.command())
        instanceof CommandLine.Words(List<String> words))) {
      return Optional.empty(); // a bad setting, which the watchdog describes
    }
    String program = words.getFirst();
    return isRunnable(program, variables.path(), folder.home())
        ? Optional.empty()
        : Optional.of(program);
  }

  private static String expected(String program) {
    return program.indexOf('/') >= 0
        ? "a file that is there and may be run"
        : "a program that is in PATH";
  }

  private static boolean isRunnable(String program, String path, Path home) {
    try {
      if (program.indexOf('/') >= 0) {
        return isProgram(home.resolve(program));
      }
      for (String folder : path.split(":", -1)) {
        if (isProgram(home.resolve(folder).resolve(program))) {
          return true;
        }
      }
      return false;
    } catch (InvalidPathException unusable) {
      return false;
    }
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  private static Problem problem(String sentence) {
    Matcher parts = SENTENCE.matcher(sentence);
    if (!parts.matches()) {
      return new Problem("envVars", sentence, "settings that the watchdog accepts");
    }
    String name = parts.group(1);
    boolean command = name.equals(FunctionVariables.COMMAND);
    String value = parts.group(2) == null ? "" : parts.group(2);
    return new Problem(command ? "envProcess" : "envVars." + name, value, parts.group(3));
  }
}
