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
 * @param environment all variables it gets; nothing is inherited
 * @param directory where it starts; empty means where this program runs
 * @param mergeErrors whether STDERR is the same pipe as STDOUT
 */
public record ProcessCommand(
    List<String> arguments,
    Map<String, String> environment,
    Optional<Path> directory,
    boolean mergeErrors) {

  /**
   * @throws IllegalArgumentException if there is no program
   */
  public ProcessCommand {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    if (arguments.isEmpty() || arguments.getFirst().isEmpty()) {
      throw new IllegalArgumentException("arguments: " + arguments + " (expected: a program)");
    }
  }
}
