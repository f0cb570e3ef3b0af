package dev.gantry.watchdog.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder itself: size, contents, archive, and that two builds are the same. */
@NeedsScratchRoot
class RuntimeFolderIT {

  private static final long MOST_BYTES = 70_000_000;
  private static final int MOST_LINES = 200;

  @TempDir Path folder;

  @Test
  void isSmall() throws Exception {
    String sum =
        Command.run("du", "--summarize", "--bytes", RuntimeFolder.PATH.toString()).orFail();

    assertThat(Long.parseLong(sum.substring(0, sum.indexOf('\t')))).isLessThanOrEqualTo(MOST_BYTES);
  }

  @Test
  void hasAStaticLauncherOfFewLines() throws Exception {
    String header =
        Command.run(
                "readelf", "--program-headers", RuntimeFolder.PATH.resolve("fwatchdog").toString())
            .orFail();

    assertThat(header).doesNotContain("INTERP", "DYNAMIC");
    assertThat(Files.readAllLines(RuntimeFolder.BUILD.resolveSibling("fwatchdog.c")))
        .hasSizeLessThanOrEqualTo(MOST_LINES);
  }

  @Test
  void needsNoLibraryFromOutside() throws Exception {
    try (Stream<Path> files = Files.walk(RuntimeFolder.PATH)) {
      for (Path file : files.filter(RuntimeFolderIT::isLinked).toList()) {
        String dynamic = Command.run("readelf", "--dynamic", file.toString()).orFail();
        for (String needed : between(dynamic, "Shared library: [")) {
          assertThat(
                  List.of(
                      RuntimeFolder.PATH.resolve("lib/" + needed),
                      RuntimeFolder.PATH.resolve("lib/server/" + needed)))
              .as("%s needs %s", file, needed)
              .anyMatch(Files::exists);
        }
      }
    }
  }

  @Test
  void givesNobodyButItsOwnerTheRightToWrite() throws Exception {
    assertThat(
            Command.run(
                    "find", RuntimeFolder.PATH.toString(), "-perm", "/022", "-not", "-type", "l")
                .orFail())
        .isEmpty();
    assertThat(Command.run("find", RuntimeFolder.PATH.toString(), "-not", "-perm", "-004").orFail())
        .isEmpty();
  }

  @Test
  void isWhatTheArchiveHolds() throws Exception {
    unpackArchive(RuntimeFolder.CONTEXT.getParent());

    Command.run(
            "diff", "-r", folder.resolve("opt/gantry").toString(), RuntimeFolder.PATH.toString())
        .orFail();
    assertThat(list(folder)).containsExactly("opt");
    assertThat(list(folder.resolve("opt"))).containsExactly("gantry");
    assertThat(list(RuntimeFolder.CONTEXT)).containsExactlyInAnyOrder("Dockerfile", "opt");
  }

  @Test
  void isTheSameEachTimeButForTheCache() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    Command.run(RuntimeFolder.BUILD.toString(), other.toString()).orFail();

    String difference =
        Command.run(
                "diff",
                "-rq",
                RuntimeFolder.PATH.toString(),
                other.resolve("runtime/opt/gantry").toString())
            .output();

    assertThat(difference.lines()).allMatch(line -> line.contains("/lib/watchdog.aot "));
    assertThat(listed(other)).isEqualTo(listed(RuntimeFolder.CONTEXT.getParent()));
  }

  private void unpackArchive(Path target) throws Exception {
    Command.run("tar", "-xf", archive(target).toString(), "-C", folder.toString()).orFail();
  }

  /** Names, rights, owners and times of the archive, in its order. */
  private static List<String> listed(Path target) throws Exception {
    String list =
        Command.run("tar", "--numeric-owner", "-tvf", archive(target).toString()).orFail();
    // The cache may have another size.
    return list.lines().filter(line -> !line.endsWith("watchdog.aot")).toList();
  }

  private static Path archive(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files.filter(file -> file.toString().endsWith(".tar")).findFirst().orElseThrow();
    }
  }

  private static boolean isLinked(Path file) {
    String name = file.toString();
    return name.endsWith(".so") || name.endsWith("/bin/java") || name.endsWith("/lib/jspawnhelper");
  }

  private static List<String> between(String text, String mark) {
    return text.lines()
        .filter(line -> line.contains(mark))
        .map(line -> line.substring(line.indexOf(mark) + mark.length(), line.lastIndexOf(']')))
        .toList();
  }

  private static List<String> list(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
