package dev.gantry.watchdog.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ADR 0011: no class is made on the way from the start through the first call. */
@NeedsScratchRoot
class NoMadeClassesIT {

  @ParameterizedTest
  @ValueSource(strings = {"", "streaming", "serializing", "static"})
  void makesNoClassUpToTheFirstAnswer(String mode) throws Exception {
    ScratchRoot root = ScratchRoot.create();
    try (PackagedWatchdog watchdog = new PackagedWatchdog(root, command(root, mode))) {
      watchdog.awaitReady();
      assertThat(watchdog.calls().get("/true").statusCode()).isEqualTo(200);
      watchdog.signal("TERM");
      watchdog.awaitExit();

      assertThat(watchdog.lines).anyMatch(line -> line.endsWith("source: shared objects file"));
      assertThat(watchdog.lines).noneMatch(line -> line.contains("source: __"));
    }
  }

  /** What the launcher executes, with a log of the classes. */
  private static List<String> command(ScratchRoot root, String mode) {
    List<String> command =
        new ArrayList<>(root.enter(RuntimeFolder.PATH, PackagedStart.SOMEBODY, Room.CLOSED));
    command.addAll(
        List.of("PATH=/bin", "port=0", "metrics_port=0", "fprocess=cat", "static_path=/bin"));
    command.addAll(List.of("mode=" + mode, "GANTRY_LAUNCHER=test", "MALLOC_ARENA_MAX=1"));
    command.addAll(List.of("LC_CTYPE=C.UTF-8", "LOCPATH=/opt/gantry/lib/locale"));
    command.addAll(List.of("/opt/gantry/bin/java", "@/opt/gantry/lib/watchdog.options"));
    command.addAll(List.of("-Xlog:class+load", "-XX:AOTCache=/opt/gantry/lib/watchdog.aot"));
    command.addAll(List.of("-m", "dev.gantry.watchdog/dev.gantry.watchdog.WatchdogMain"));
    return command;
  }
}
