package dev.gantry.watchdog.packaged;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets Java's second compiler, ADR 0022; all of them use the cache. */
@NeedsScratchRoot
class PackagedCompilersIT {

  private static final String SECOND = "C2 CompilerThre";
  private static final String FIRST = "C1 CompilerThre";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "'', '', false",
    "'', full, true",
    "'', small, false",
    "streaming, '', false",
    "http, '', true",
    "http, full, true",
    "http, small, false"
  })
  void hasTheSecondCompilerWithModeHttpOrWhenTold(String mode, String jit, boolean isFull)
      throws Exception {
    try (PackagedWatchdog watchdog = start("mode", mode, "jit", jit).start().awaitReady()) {
      assertThatItCompiles(watchdog, isFull);
    }
  }

  /** Both versions of control groups, of which the machine's is read. */
  @ParameterizedTest
  @CsvSource({"268435455, false", "268435456, true", "max, true", "9223372036854771712, true"})
  void looksAtTheMemoryOfTheContainer(String limit, boolean isFull) throws Exception {
    Path file = Files.writeString(folder.resolve("limit"), limit + "\n");
    try (PackagedWatchdog watchdog =
        start("mode", "http")
            .containing("/sys/fs/cgroup/memory.max", file)
            .containing("/sys/fs/cgroup/memory/memory.limit_in_bytes", file)
            .start()
            .awaitReady()) {
      assertThatItCompiles(watchdog, isFull);
    }
  }

  @Test
  void refusesAnotherWord() throws Exception {
    try (PackagedWatchdog watchdog = start("jit", "both").start()) {
      assertThat(watchdog.awaitExit()).isEqualTo(2);
      assertThat(watchdog.lines).contains("  jit: \"both\" (expected: small, full or not set)");
    }
  }

  private static PackagedStart start(String... variables) {
    return PackagedStart.with("fprocess", "sleep 1000")
        .and("http_upstream_url", "http://127.0.0.1:1")
        .and(variables);
  }

  private static void assertThatItCompiles(PackagedWatchdog watchdog, boolean isFull)
      throws Exception {
    Path process = Path.of("/proc/" + watchdog.pid());
    assertThat(Files.readString(process.resolve("maps"))).contains("/opt/gantry/lib/watchdog.aot");
    assertThat(watchdog.lines).noneMatch(line -> line.startsWith("warning"));
    eventually(
        () -> {
          assertThat(hasThread(process, FIRST)).isTrue();
          assertThat(hasThread(process, SECOND)).isEqualTo(isFull);
        });
  }

  private static boolean hasThread(Path process, String name) throws Exception {
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
      for (Path thread : threads) {
        if (name(thread).startsWith(name)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Compilers come and go as they are needed. */
  private static String name(Path thread) {
    try {
      return Files.readString(thread.resolve("comm"));
    } catch (IOException gone) {
      return "";
    }
  }
}
