package dev.gantry.watchdog.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A JVM of its own for each case, since the case is how that JVM was started. */
@Timeout(60)
final class HardTimesTest {

  @Test
  void everyEndIsNoticedWithHardlyADescriptorLeft() throws Exception {
    String output = run("sh", "-c", "ulimit -n 60; exec \"$@\"", "sh");

    assertThat(output.lines())
        .containsExactly(
            "cannot start 'sleep': this program is out of file descriptors (see ulimit -n)",
            "all ended by Signaled[signal=15]",
            "children: 0",
            "can start again");
  }

  @Test
  void statusesAreKeptInAProgramStartedWithTheChildSignalIgnored() throws Exception {
    String output = run("env", "--ignore-signal=CHLD");

    assertThat(output).contains("all ended by Signaled[signal=15]");
  }

  private static String run(String... prefix) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    List<String> main =
        List.of(
            java,
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classes,
            HardTimes.class.getName());
    List<String> words = new ArrayList<>(List.of(prefix));
    words.addAll(main);
    ProcessStarter starter = new SpawnStarter(ProcessLedger.none());
    ProcessCommand command =
        new ProcessCommand(words, Map.of("PATH", Commands.PATH), Optional.empty(), true);
    try (ChildProcess process = starter.start(command)) {
      return Text.of(process.stdout());
    }
  }
}
