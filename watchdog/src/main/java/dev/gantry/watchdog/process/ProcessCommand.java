package dev.gantry.watchdog.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to start.
 *
 * @param arguments the program, looked up in the {@code PATH} of {@code environment} when it has no
 *     slash, and its arguments
 * @param environment the variables it gets, in UTF-8, or the very bytes that {@link OwnVariables}
 *     read; nothing is inherited
 * @param extra variables of this start alone, which win over those of {@code environment}; {@code
 *     PATH} is not looked up in them
 * @param directory where it starts; empty means where this program runs
 * @param mergeErrors whether STDERR is the same pipe as STDOUT
 */
public record ProcessCommand(
    List<String> arguments,
    Map<String, String> environment,
    Map<String, String> extra,
    Optional<Path> directory,
    boolean mergeErrors) {

  /**
   * @throws IllegalArgumentException if there is no program, or a NUL anywhere, or a variable's
   *     name is empty or has a {@code =}; who passes on what strangers sent checks it before
   */
  public ProcessCommand {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    extra = Map.copyOf(extra);
    if (arguments.isEmpty() || arguments.getFirst().isEmpty()) {
      throw new IllegalArgumentException("arguments: " + arguments + " (expected: a program)");
    }
    arguments.forEach(argument -> refuseNul("arguments", argument));
    environment.forEach(ProcessCommand::refuseUnfit);
    extra.forEach(ProcessCommand::refuseUnfit);
  }

  /** Without extra variables. */
  public ProcessCommand(
      List<String> arguments,
      Map<String, String> environment,
      Optional<Path> directory,
      boolean mergeErrors) {
    this(arguments, environment, Map.of(), directory, mergeErrors);
  }

  /** The same with other extra variables. */
  public ProcessCommand with(Map<String, String> otherExtra) {
    return new ProcessCommand(arguments, environment, otherExtra, directory, mergeErrors);
  }

  /** Without the values of variables, which may be secrets. */
  @Override
  public String toString() {
    return "ProcessCommand[arguments="
        + arguments
        + ", environment="
        + environment.keySet()
        + ", extra="
        + extra.keySet()
        + ", directory="
        + directory
        + ", mergeErrors="
        + mergeErrors
        + "]";
  }

  private static void refuseUnfit(String name, String value) {
    if (name.isEmpty() || name.indexOf('=') >= 0) {
      throw new IllegalArgumentException(
          "environment: '" + name + "' (expected: a name without =)");
    }
    refuseNul("environment", name);
    refuseNul("environment", value);
  }

  private static void refuseNul(String part, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(part + ": a NUL (expected: none)");
    }
  }
}
