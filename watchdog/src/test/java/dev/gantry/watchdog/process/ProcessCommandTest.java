package dev.gantry.watchdog.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProcessCommandTest {

  @Test
  void refusesNoProgram() {
    refuses(List.of(), Map.of(), "arguments: [] (expected: a program)");
    refuses(List.of("", "x"), Map.of(), "arguments: [, x] (expected: a program)");
  }

  @Test
  void refusesNulWhichWouldCutATextShort() {
    refuses(List.of("echo", "a\0b"), Map.of(), "arguments: a NUL (expected: none)");
    refuses(List.of("echo"), Map.of("A", "a\0B=b"), "environment: a NUL (expected: none)");
    refuses(List.of("echo"), Map.of("A\0", "a"), "environment: a NUL (expected: none)");
  }

  @Test
  void refusesNamesThatWouldNameAnotherVariable() {
    refuses(List.of("echo"), Map.of("A=B", "c"), "environment: 'A=B' (expected: a name without =)");
    refuses(List.of("echo"), Map.of("", "c"), "environment: '' (expected: a name without =)");
  }

  @Test
  void doesNotShowTheValuesOfVariables() {
    ProcessCommand command =
        new ProcessCommand(List.of("echo"), Map.of("TOKEN", "secret"), Optional.empty(), false);

    assertThat(command.toString()).contains("TOKEN").doesNotContain("secret");
  }

  private static void refuses(
      List<String> arguments, Map<String, String> environment, String message) {
    assertThatThrownBy(() -> new ProcessCommand(arguments, environment, Optional.empty(), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
