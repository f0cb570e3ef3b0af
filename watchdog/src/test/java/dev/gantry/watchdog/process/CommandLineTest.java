package dev.gantry.watchdog.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CommandLineTest {

  static Stream<Arguments> readable() {
    return Stream.of(
        arguments("cat", List.of("cat")),
        arguments("  tr  a-z\tA-Z \n", List.of("tr", "a-z", "A-Z")),
        arguments("sh -c 'echo  \"hi\" | cat'", List.of("sh", "-c", "echo  \"hi\" | cat")),
        arguments("sh -c \"echo 'hi'\"", List.of("sh", "-c", "echo 'hi'")),
        arguments("echo a\\ b \\\"c", List.of("echo", "a b", "\"c")),
        arguments("echo \"a\\\"b\\\\c\\d\\$e\"", List.of("echo", "a\"b\\c\\d$e")),
        arguments("echo 'a\\b'", List.of("echo", "a\\b")),
        arguments("echo pre'mid'\"post\"", List.of("echo", "premidpost")),
        arguments("echo '' \"\" x", List.of("echo", "", "", "x")),
        arguments("echo one\\\ntwo \"three\\\nfour\"", List.of("echo", "onetwo", "threefour")),
        arguments("echo \\\n x", List.of("echo", "x")),
        arguments("echo $HOME * | ; # > &", List.of("echo", "$HOME", "*", "|", ";", "#", ">", "&")),
        arguments("/opt/my\\ app/run ä €", List.of("/opt/my app/run", "ä", "€")));
  }

  @ParameterizedTest
  @MethodSource("readable")
  void splitsAsAShellWould(String text, List<String> words) {
    assertThat(CommandLine.split(text)).isEqualTo(new CommandLine.Words(words));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          ``            | it names no program
          `  `          | it names no program
          `'' x`        | it names no program
          echo 'x       | it has no end of the ' at character 6
          echo "x\\"    | it has no end of the " at character 6
          echo "x\\     | it has no end of the " at character 6
          echo x\\      | it ends with a backslash that has nothing to stand before
          """,
      delimiter = '|')
  void saysWhatIsWrong(String text, String problem) {
    assertThat(CommandLine.split(text)).isEqualTo(new CommandLine.Unreadable(problem));
  }

  @Test
  void refusesNul() {
    assertThat(CommandLine.split("echo \0")).isEqualTo(new CommandLine.Unreadable("it has a NUL"));
  }
}
