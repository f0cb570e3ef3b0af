package dev.gantry.watchdog.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Starts as root and as others, with a spoiled folder, and with variables that Java would listen
 * to.
 */
@NeedsScratchRoot
class PackagedStartIT {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"0:0", "12345:12345", "65534:65534"})
  void startsAsAnyUser(String user) throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedStart.with("fprocess", "id -u").as(user).start().awaitReady()) {
      assertThat(user).startsWith(watchdog.calls().post("").body().strip() + ":");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Room.class,
      names = {"CLOSED", "WRITABLE"})
  void startsOnRootFileSystemsOfBothKinds(Room room) throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedStart.with("fprocess", "cat").as("0:0").in(room).start().awaitReady()) {
      assertThat(watchdog.calls().post("a").body()).isEqualTo("a");
    }
  }

  @Test
  void saysThatTmpCannotBeWritten() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedStart.with("fprocess", "cat").in(Room.SEALED).start()) {
      assertThat(watchdog.awaitExit()).isEqualTo(1);
      assertThat(watchdog.lines)
          .contains("error: the watchdog could not start")
          .anyMatch(line -> line.contains("/tmp"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "empty", "truncated", "noise", "other options"})
  void warnsOnceOfACacheThatCannotBeUsedAndStarts(String kind) throws Exception {
    Path spoiled = RuntimeFolder.copyTo(folder);
    spoil(spoiled, kind);
    try (PackagedWatchdog watchdog =
        PackagedStart.with("fprocess", "cat").from(spoiled).start().awaitReady()) {
      assertThat(watchdog.calls().post("a").body()).isEqualTo("a");
      watchdog.signal("TERM");
      assertThat(watchdog.awaitExit()).isZero();

      assertThat(foreign(watchdog.lines))
          .singleElement()
          .asString()
          .startsWith("warning: the start ")
          .contains("/opt/gantry/lib/watchdog.aot");
    }
  }

  @Test
  void usesItsCacheWithoutAWord() throws Exception {
    try (PackagedWatchdog watchdog = PackagedWatchdog.start("fprocess", "cat")) {
      assertThat(Files.readString(Path.of("/proc/" + watchdog.pid() + "/maps")))
          .contains("/opt/gantry/lib/watchdog.aot");
      watchdog.signal("TERM");
      assertThat(watchdog.awaitExit()).isZero();

      assertThat(foreign(watchdog.lines)).isEmpty();
    }
  }

  @Test
  void saysThatItsJavaIsMissing() throws Exception {
    Path spoiled = RuntimeFolder.copyTo(folder);
    Files.delete(spoiled.resolve("bin/java"));
    try (PackagedWatchdog watchdog = PackagedStart.with("fprocess", "cat").from(spoiled).start()) {
      assertThat(watchdog.awaitExit()).isEqualTo(1);
      assertThat(watchdog.lines)
          .first()
          .asString()
          .isEqualTo("error: could not start /opt/gantry/bin/java: No such file or directory");
      assertThat(watchdog.lines).hasSize(2);
    }
  }

  @Test
  void givesTheFunctionAllVariablesOfTheImageAndNoneOfItsOwn() throws Exception {
    String[] hostile = {
      "JAVA_TOOL_OPTIONS", "-XX:+NoSuchOption",
      "JDK_JAVA_OPTIONS", "--no-such-option",
      "_JAVA_OPTIONS", "-XX:+NoSuchOption",
      "LD_PRELOAD", "/no/such.so",
      "LD_LIBRARY_PATH", "/no/such",
      "LD_DEBUG", "all",
      "MALLOC_ARENA_MAX", "7",
      "GLIBC_TUNABLES", "glibc.malloc.arena_max=7",
      "LC_ALL", "de_DE.UTF-8",
      "LANG", "ja_JP.eucJP",
      "CLASSPATH", "/no/such.jar",
      "GANTRY_KEPT_X", "kept",
      "GANTRY_LAUNCHER", "mine",
      "umlaut", "gr\u00fc\u00df \u65e5\u672c \ud83d\ude80",
      "empty", "",
      "with_equals", "a=b=c"
    };
    try (PackagedWatchdog watchdog =
        PackagedStart.with("fprocess", "env")
            .and(hostile)
            .and("cgi_headers", "false")
            .start()
            .awaitReady()) {
      List<String> seen = watchdog.calls().post("").body().lines().toList();

      assertThat(seen).containsExactlyInAnyOrderElementsOf(expected(hostile));
      assertThat(foreign(watchdog.lines)).isEmpty();
    }
  }

  @Test
  void passesBytesThatAreNoText() throws Exception {
    ScratchRoot root = ScratchRoot.create();
    List<String> command =
        new ArrayList<>(root.enter(RuntimeFolder.PATH, PackagedStart.SOMEBODY, Room.CLOSED));
    command.addAll(List.of("PATH=/bin", "port=0", "metrics_port=0", "/bin/sh", "-c"));
    command.add(
        "export bytes=$(printf 'a\\377b') fprocess=\"sh -c 'echo \\$0 \\$bytes' $(printf '\\376')\";"
            + " exec /opt/gantry/fwatchdog");
    try (PackagedWatchdog watchdog = new PackagedWatchdog(root, command).awaitReady()) {
      assertThat(
              watchdog.calls().exchange("GET / HTTP/1.1\r\nHost: f\r\nConnection: close\r\n\r\n"))
          .endsWith("\u00fe a\u00ffb\n");
    }
  }

  @Test
  void givesTheFunctionNothingWhereTheImageHasNothing() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedStart.exactly("fprocess", "/bin/env", "port", "0", "metrics_port", "0")
            .and("cgi_headers", "false")
            .start()
            .awaitReady()) {
      assertThat(watchdog.calls().post("").body().lines())
          .containsExactlyInAnyOrder(
              "fprocess=/bin/env", "port=0", "metrics_port=0", "cgi_headers=false");
    }
  }

  @Test
  void takesPathsBodiesAndArgumentsOfAnyLetters() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.start("fprocess", "sh -c 'echo \"$0 $Http_Path\"; cat' gr\u00fc\u00df")) {
      assertThat(watchdog.calls().send("POST", "/%e6%97%a5", "\u672c").body())
          .isEqualTo("gr\u00fc\u00df /\u65e5\n\u672c");
    }
  }

  private static List<String> expected(String[] hostile) {
    return PackagedStart.with("fprocess", "env")
        .and(hostile)
        .and("cgi_headers", "false")
        .variables()
        .entrySet()
        .stream()
        .map(variable -> variable.getKey() + "=" + variable.getValue())
        .toList();
  }

  /** Lines that are not the watchdog's own log. */
  private static List<String> foreign(List<String> lines) {
    return lines.stream().filter(line -> !line.matches(PackagedClassicIT.DATED + ".*")).toList();
  }

  private static void spoil(Path copy, String kind) throws Exception {
    Path cache = copy.resolve("lib/watchdog.aot");
    switch (kind) {
      case "missing" -> Files.delete(cache);
      case "empty" -> Files.write(cache, new byte[0]);
      case "truncated" -> Command.run("truncate", "--size", "1000000", cache.toString()).orFail();
      case "noise" -> Files.write(cache, new byte[1_000_000]);
      default -> {
        Path options = copy.resolve("lib/watchdog.options");
        Files.writeString(
            options,
            Files.readString(options)
                .replace("-XX:+UseCompactObjectHeaders", "-XX:-UseCompactObjectHeaders"));
      }
    }
  }
}
