package dev.gantry.process.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.process.folder.FunctionUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandPrefixTest {

  private static final FunctionUser SELF = new FunctionUser("me", 1000, 1000, List.of());

  /** Stands for setpriv and shows which variables it saw. */
  private static final FunctionUser OTHER =
      new FunctionUser(
          "other",
          65534,
          65534,
          List.of("/bin/sh", "-c", "echo \"first: ${LD_AUDIT-none}\"; exec \"$@\"", "sh"));

  @Test
  void functionsWithThisProgramsRightsNeedNothing() {
    Map<String, String> variables = Map.of("LD_PRELOAD", "x.so", "A", "b");

    CommandPrefix prefix = CommandPrefix.of(SELF, variables);

    assertThat(prefix.arguments()).isEmpty();
    assertThat(prefix.variables()).isEqualTo(variables);
  }

  @Test
  void ordinaryVariablesNeedNoShell() {
    CommandPrefix prefix = CommandPrefix.of(OTHER, Map.of("A", "b", "PATH", "/bin"));

    assertThat(prefix.arguments()).isEqualTo(OTHER.prefix());
    assertThat(prefix.variables()).containsOnlyKeys("A", "PATH");
  }

  @Test
  void variablesOfTheLoaderReachTheFunctionAndNotTheProgramBeforeIt() throws Exception {
    String value = "a 'b' \"c\" $HOME `id` \\ ; $(id)";

    CommandPrefix prefix =
        CommandPrefix.of(OTHER, Map.of("LD_AUDIT", value, "TZDIR", "", "PATH", "/usr/bin:/bin"));

    assertThat(prefix.variables().keySet()).doesNotContain("LD_AUDIT", "TZDIR");
    assertThat(run(prefix, "/usr/bin/env"))
        .startsWith("first: none\n")
        .contains("\nLD_AUDIT=" + value + "\n")
        .contains("TZDIR=\n")
        .doesNotContain("GANTRY_VARIABLE");
  }

  private static String run(CommandPrefix prefix, String command) throws Exception {
    List<String> arguments = new ArrayList<>(prefix.arguments());
    arguments.add(command);
    ProcessBuilder builder = new ProcessBuilder(arguments);
    builder.environment().clear();
    builder.environment().putAll(prefix.variables());
    // The loader complains on STDERR about the value, which is no library.
    Process process = builder.start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }
}
