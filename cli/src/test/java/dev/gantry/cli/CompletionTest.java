package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompletionTest {

  @TempDir private Path scratch;

  @Test
  void givesBashAScriptThatItUnderstandsAndThatCompletes() throws Exception {
    Path script = scratch.resolve("completion");
    Files.write(script, run("completion", "bash"));

    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "source '"
                    + script
                    + "'; COMP_WORDS=(gantry des); COMP_CWORD=1; _complete_gantry; echo ${COMPREPLY[@]}")
            .redirectErrorStream(true)
            .start();

    assertThat(bash.inputReader().lines()).containsExactly("describe");
    assertThat(bash.waitFor()).isZero();
  }

  @Test
  void givesFishALineForEachVerbAndOption() throws Exception {
    List<String> lines = run("completion", "fish");

    assertThat(lines)
        .contains(
            "complete -c gantry -n 'not __fish_seen_subcommand_from "
                + verbs(lines)
                + "' -f -a 'describe' -d 'Shows everything about a function.'",
            "complete -c gantry -n '__fish_seen_subcommand_from deploy' -l image -r -d 'Image to"
                + " run.'")
        .anyMatch(
            line ->
                line.startsWith(
                        "complete -c gantry -n '__fish_seen_subcommand_from secret; and not"
                            + " __fish_seen_subcommand_from ")
                    && line.contains("-a 'create'"));
  }

  private static String verbs(List<String> lines) {
    String line =
        lines.stream().filter(one -> one.contains("-a 'describe'")).findFirst().orElseThrow();
    String start = "'not __fish_seen_subcommand_from ";
    return line.substring(line.indexOf(start) + start.length(), line.indexOf("' -f"));
  }

  private List<String> run(String... arguments) throws Exception {
    try (CommandLineFixture fixture = new CommandLineFixture(scratch)) {
      return fixture.run(new TypedCommand(List.of(arguments), ""));
    }
  }
}
