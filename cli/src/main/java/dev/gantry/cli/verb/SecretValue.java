package dev.gantry.cli.verb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.api.Secret;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a secret's value comes from: a file, standard input, or the command line. */
final class SecretValue {

  @Option(
      names = "--from-literal",
      paramLabel = "VALUE",
      description = "The value; others on this machine can see it while the command runs.")
  private @Nullable String literal;

  @Option(
      names = "--from-file",
      paramLabel = "FILE",
      description = "File with the value. Default: standard input")
  private @Nullable String file;

  @Option(
      names = "--trim",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Drop white space around the value. Default: true")
  private boolean trim = true;

  Secret of(String name, String namespace, Terminal terminal) throws Failure {
    if (literal != null && file != null) {
      throw Failure.usage("--from-literal and --from-file exclude each other", "");
    }
    byte[] value = trimmed(bytes(name, terminal));
    if (value.length == 0) {
      throw Failure.usage("the value of '" + name + "' is empty", "");
    }
    return new Secret(name, namespace.isEmpty() ? null : namespace, null, value);
  }

  private byte[] bytes(String name, Terminal terminal) throws Failure {
    try {
      if (literal != null) {
        return literal.getBytes(UTF_8);
      }
      if (file != null) {
        return Files.readAllBytes(terminal.path(file));
      }
      if (terminal.attached().in()) {
        Optional<String> asked = terminal.password().apply("Value of " + name + ": ");
        return asked.orElse("").getBytes(UTF_8);
      }
      return terminal.in().readAllBytes();
    } catch (IOException unreadable) {
      throw Failure.file("could not read the value of '" + name + "'", unreadable);
    }
  }

  /** White space of ASCII only: a value may be bytes of any kind. */
  private byte[] trimmed(byte[] value) {
    int start = 0;
    int end = value.length;
    while (trim && start < end && isSpace(value[start])) {
      start++;
    }
    while (trim && end > start && isSpace(value[end - 1])) {
      end--;
    }
    return Arrays.copyOfRange(value, start, end);
  }

  private static boolean isSpace(byte one) {
    return one == ' ' || (one >= '\t' && one <= '\r');
  }
}
