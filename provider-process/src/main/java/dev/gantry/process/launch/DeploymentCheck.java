package dev.gantry.process.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with a function's command and its watchdog's settings, all of it. */
public final class DeploymentCheck {

  /** The shape of the watchdog's sentences. */
  private static final Pattern SENTENCE =
      Pattern.compile("([^:]+): (?:\"(.*)\"|not set) \\(expected: (.*)\\)", Pattern.DOTALL);

  /** Linux takes no longer variable, its name and end included ({@code MAX_ARG_STRLEN}). */
  private static final int LONGEST_VARIABLE = 128 << 10;

  private static final String LONGEST_EXPECTED = "at most 128 KiB, name included";

  /** Half of what Linux usually takes, arguments and the variables of a call included. */
  private static final int MOST_VARIABLES = 1 << 20;

  private static final String MOST_EXPECTED = "at most 1 MiB for all variables together";

  private DeploymentCheck() {}

  /** What is wrong; empty when nothing is. */
  public static List<Problem> problems(FunctionVariables variables, FunctionFolder folder) {
    Optional<Problem> mode = ForkModes.refusal(variables);
    List<Problem> found = new ArrayList<>(mode.stream().toList());
    if (variables.command().isBlank()) {
      found.add(
          new Problem(
              "envProcess",
              "",
              "the command to run, such as \"wc -l\", because this provider runs no images"));
      return found;
    }
    Map<String, String> read = mode.isEmpty() ? variables.all() : ForkModes.without(variables);
    if (WatchdogSettings.read(read) instanceof Reading.Invalid(List<String> sentences)) {
      sentences.forEach(sentence -> found.add(problem(sentence)));
    }
    found.addAll(oversized(variables));
    missingProgram(variables, folder)
        .ifPresent(name -> found.add(new Problem("envProcess", name, expected(name))));
    return found;
  }

  /** Variables that no process could be started with. */
  private static List<Problem> oversized(FunctionVariables variables) {
    List<Problem> found = new ArrayList<>();
    long total = 0;
    for (Map.Entry<String, String> variable : variables.all().entrySet()) {
      String name = variable.getKey();
      int bytes = (name + "=" + variable.getValue()).getBytes(UTF_8).length + 1;
      total += bytes;
      if (bytes > LONGEST_VARIABLE) {
        found.add(new Problem(key(name), bytes + " bytes", LONGEST_EXPECTED));
      }
    }
    if (total > MOST_VARIABLES) {
      found.add(new Problem("envVars", total + " bytes", MOST_EXPECTED));
    }
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
    String value = parts.group(2) == null ? "" : parts.group(2);
    return new Problem(key(name), value, parts.group(3));
  }

  /** Where a deployment says what becomes a variable. */
  private static String key(String variable) {
    return variable.equals(FunctionVariables.COMMAND) ? "envProcess" : "envVars." + variable;
  }
}
