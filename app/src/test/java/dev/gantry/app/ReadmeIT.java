package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README tells a newcomer to type works as it stands there. {@code ./gantry} is the
 * program of this build; beside that only ports and folders differ.
 */
final class ReadmeIT {

  private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path scratch;

  /** Of its own: functions that run as another user have to reach it. */
  @TempDir private Path data;

  @Test
  void runsTheFirstFunctionWordForWord() throws Exception {
    try (RunningGantry gantry = RunningGantry.start(data, "--no-samples", "--no-auth=false")) {
      String script =
          replaced(
              typed(blocks("## A first function").getFirst()),
              "http://127.0.0.1:8082",
              "http://" + gantry.metrics().getAuthority());

      Command shown =
          commands(gantry.gateway().toString())
              .script("export GANTRY_DATA='" + data + "'\n" + script);

      assertThat(shown.orFail())
          .contains(
              "HELLO",
              "Scaled up to 3.",
              "gateway_service_count{function_name=\"up.openfaas-fn\"} 3",
              "gateway_function_invocation_total{code=\"200\",function_name=\"up.openfaas-fn\"} 1");
    }
  }

  @Test
  @NeedsProgram("python3")
  void runsAFunctionOfOnesOwnWordForWord() throws Exception {
    int port = FreePort.find();
    List<String> blocks = blocks("## A function of your own");
    TypedCommands commands = commands("http://127.0.0.1:" + port);
    List<String> first = blocks.getFirst().lines().toList();
    assertThat(first).hasSize(2).last().isEqualTo("./gantry dev");
    commands.script(typed(first.getFirst())).orFail();
    Path output = scratch.resolve("dev.log");

    Process dev = commands.start(output, "dev", "--listen", "127.0.0.1:" + port);
    try {
      eventually(() -> assertThat(output).content().contains("Ctrl-C ends."));
      assertThat(commands.script(typed(blocks.getLast())).orFail()).contains("Hello, you!");
    } finally {
      dev.destroy();
    }

    assertThat(dev.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private TypedCommands commands(String gateway) {
    return new TypedCommands(scratch.resolve("work"), scratch.resolve("home"), gateway);
  }

  /** The commands below a heading, one text for each block. */
  static List<String> blocks(String heading) throws Exception {
    String readme = Files.readString(RunningGantry.home().resolve("README.md"));
    assertThat(readme).contains(heading + "\n");
    String section =
        readme.substring(readme.indexOf(heading) + heading.length()).split("\n## ", 2)[0];
    List<String> blocks = BLOCK.matcher(section).results().map(found -> found.group(1)).toList();
    assertThat(blocks).isNotEmpty();
    return blocks;
  }

  static String typed(String script) {
    return replaced(script, "./gantry ", "gantry ");
  }

  private static String replaced(String script, String usual, String here) {
    assertThat(script).contains(usual);
    return script.replace(usual, here);
  }
}
