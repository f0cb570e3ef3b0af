package dev.gantry.app.samples;

import dev.gantry.build.stack.FunctionFilter;
import dev.gantry.build.stack.StackFileReader;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.build.stack.StackReading;
import dev.gantry.build.yaml.FileProblem;
import dev.gantry.build.yaml.Substitution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the stack file of the samples. */
final class SampleStack {

  private SampleStack() {}

  /**
   * The functions of a stack file, in its order.
   *
   * @param folder takes the place of {@code ${SAMPLES}} in commands
   * @throws IOException if the file cannot be read or is not a stack file
   */
  static List<StackFunction> read(Path file, Path folder) throws IOException {
    Substitution samples =
        Substitution.of(
            name -> name.equals("SAMPLES") ? Optional.of(folder.toString()) : Optional.empty());
    return switch (new StackFileReader(samples, FunctionFilter.ALL).read(file)) {
      case StackReading.Read(var stack) -> stack.functions();
      case StackReading.Refused(var problems) ->
          throw new IOException(
              problems.stream().map(FileProblem::message).collect(Collectors.joining("; ")));
    };
  }
}
