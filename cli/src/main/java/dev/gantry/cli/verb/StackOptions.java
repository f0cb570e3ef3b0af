package dev.gantry.cli.verb;

import dev.gantry.build.stack.FunctionFilter;
import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.StackFileReader;
import dev.gantry.build.stack.StackReading;
import dev.gantry.build.yaml.FileProblem;
import dev.gantry.build.yaml.Substitution;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options that say which functions of which stack file are meant, the same for every verb. */
public final class StackOptions {

  @Option(
      names = {"-f", "--yaml"},
      paramLabel = "FILE",
      description =
          "Stack file, or its address. Default: stack.yaml, then stack.yml, where there is one")
  private String file = "";

  @Option(
      names = "--filter",
      paramLabel = "GLOB",
      description = "Only functions with such a name, for example 'mail-*'.")
  private String filter = "";

  @Option(
      names = "--regex",
      paramLabel = "REGEX",
      description = "Only functions in whose name this is found.")
  private String regex = "";

  @Option(
      names = "--envsubst",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Replace what the file says of variables of the environment. Default: true")
  private boolean substitute = true;

  /** Whether a file was named. */
  public boolean isNamed() {
    return !file.isEmpty();
  }

  /** The file that was named, otherwise the one that lies here, if any. */
  public Optional<StackFile> find(Terminal terminal) throws Failure, InterruptedException {
    if (WebText.isAddress(file)) {
      return Optional.of(read(file, fetched(), terminal.folder(), terminal));
    }
    Optional<Path> found =
        isNamed() ? Optional.of(terminal.path(file)) : StackFile.in(terminal.folder());
    return found.isPresent() ? Optional.of(read(found.get(), terminal)) : Optional.empty();
  }

  /** The same where there has to be one. */
  public StackFile need(Terminal terminal) throws Failure, InterruptedException {
    return find(terminal)
        .orElseThrow(
            () ->
                Failure.usage(
                    "there is no stack.yaml or stack.yml here",
                    "-f FILE, or gantry new NAME --lang LANGUAGE, which writes one"));
  }

  private String fetched() throws Failure, InterruptedException {
    try {
      return new String(WebText.fetch(file), StandardCharsets.UTF_8);
    } catch (IOException unreachable) {
      throw Failure.file("could not read " + file, unreachable);
    }
  }

  private StackFile read(Path path, Terminal terminal) throws Failure {
    String shown = terminal.shown(path);
    return read(shown, text(path, shown), folder(path), terminal);
  }

  private StackFile read(String name, String text, Path folder, Terminal terminal) throws Failure {
    Substitution variables =
        substitute
            ? Substitution.of(variable -> Optional.ofNullable(terminal.env().get(variable)))
            : Substitution.NONE;
    StackFileReader reader = new StackFileReader(variables, functions());
    return switch (reader.read(name, text, folder)) {
      case StackReading.Read(StackFile stack) -> someOf(stack);
      case StackReading.Refused(var problems) ->
          throw Failure.of(
              "could not read " + name,
              problems.stream().map(FileProblem::message).collect(Collectors.joining("\n")),
              "");
    };
  }

  private static String text(Path path, String shown) throws Failure {
    try {
      return Files.readString(path);
    } catch (IOException unreadable) {
      throw Failure.file("could not read " + shown, unreadable);
    }
  }

  private static Path folder(Path file) {
    return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
  }

  private StackFile someOf(StackFile stack) throws Failure {
    if (stack.functions().isEmpty()) {
      throw Failure.usage(
          "no function of " + stack.name() + " is called like " + filter + regex, "");
    }
    return stack;
  }

  private FunctionFilter functions() throws Failure {
    if (!filter.isEmpty() && !regex.isEmpty()) {
      throw Failure.usage("--filter and --regex exclude each other", "");
    }
    if (!regex.isEmpty()) {
      return FunctionFilter.regex(regex)
          .orElseThrow(
              () ->
                  Failure.usage("--regex: \"" + regex + "\" (expected: a regular expression)", ""));
    }
    return filter.isEmpty() ? FunctionFilter.ALL : FunctionFilter.glob(filter);
  }
}
