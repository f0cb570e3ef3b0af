package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a newcomer to type works as it stands there. */
final class ReadmeIT {

  private static final Pattern FIRST_FUNCTION =
      Pattern.compile("## A first function.*?```sh\\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path data;

  @Test
  void runsTheFirstFunctionWordForWord() throws Exception {
    try (RunningGantry gantry = RunningGantry.start(data, "--no-samples", "--no-auth=false")) {
      String typed = firstFunction();
      String script =
          replaced(
              replaced(
                  replaced(
                      typed,
                      "~/.local/share/gantry/credentials/basic-auth-password",
                      gantry.password().toString()),
                  "http://127.0.0.1:8080",
                  gantry.gateway().toString()),
              "http://127.0.0.1:8082",
              "http://" + gantry.metrics().getAuthority());

      String shown = run(script);

      assertThat(shown)
          .contains(
              "HELLO",
              "gateway_service_count{function_name=\"up.openfaas-fn\"} 3",
              "gateway_function_invocation_total{code=\"200\",function_name=\"up.openfaas-fn\"} 1");
    }
  }

  private static String firstFunction() throws Exception {
    Matcher block =
        FIRST_FUNCTION.matcher(Files.readString(RunningGantry.home().resolve("README.md")));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  /** The only thing that may differ is where everything is; it has to be in the text. */
  private static String replaced(String script, String usual, String here) {
    assertThat(script).contains(usual);
    return script.replace(usual, here);
  }

  private static String run(String script) throws Exception {
    Process shell = new ProcessBuilder("sh", "-e", "-c", script).redirectErrorStream(true).start();
    String shown = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(shown).isZero();
    return shown;
  }
}
