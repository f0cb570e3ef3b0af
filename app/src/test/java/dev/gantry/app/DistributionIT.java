package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./gantry dist} makes, on machines that have neither a JDK nor Maven. */
@NeedsProgram({"gcc", "patchelf", "busybox", "unshare", "objdump", "curl", "dpkg-deb"})
final class DistributionIT {

  @TempDir private static Path made;
  private static Path unpacked;

  @TempDir private Path scratch;

  @BeforeAll
  static void make() throws Exception {
    Path bill = RunningGantry.home().resolve("app/target/bom.json");
    if (!Files.exists(bill)) {
      System.out.println("skipped: DistributionIT: the build was without -Dbill");
    }
    assumeTrue(Files.exists(bill), "the build was with -Dbill");
    Command.run("dist/build", made.toString()).orFail();
    unpacked = made.resolve("package");
    Command.run("dpkg-deb", "--extract", file(".deb").toString(), unpacked.toString()).orFail();
  }

  @Test
  void runsAFunctionWhereThereIsNoJdk() throws Exception {
    String shown =
        Command.run(
                "app/src/test/dist/without-jdk",
                file(".tar.gz").toString(),
                scratch.resolve("root").toString())
            .orFail();

    assertThat(shown)
        .containsSubsequence(
            "0.1.0", "stack.yml", "Deployed up: ", "HELLO", "up ", "stopped with 0");
  }

  @Test
  void isComplete() throws Exception {
    Path home = unpacked.resolve("usr/lib/gantry");

    assertThat(
            List.of(
                "LICENSE",
                "legal/NOTICE.md",
                "runtime/legal/java.base/LICENSE",
                "samples/stack.yml",
                "templates/java/template.yml",
                "watchdog/Dockerfile",
                "watchdog/opt/gantry/fwatchdog"))
        .allSatisfy(part -> assertThat(home.resolve(part)).isRegularFile());
  }

  @Test
  void namesEveryLibraryItBringsWithItsLicence() throws Exception {
    Path home = unpacked.resolve("usr/lib/gantry");
    String list = Files.readString(home.resolve("sbom.cdx.json"));
    String notice = Files.readString(home.resolve("legal/NOTICE.md"));

    try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
      List<String> names =
          jars.map(jar -> jar.getFileName().toString())
              .filter(name -> name.endsWith(".jar") && !name.startsWith("gantry"))
              .map(name -> name.replaceFirst("-[0-9].*", ""))
              .toList();
      assertThat(names)
          .hasSizeGreaterThan(40)
          .allSatisfy(
              name -> {
                assertThat(list).contains("\"name\" : \"" + name + "\"");
                assertThat(notice).contains("| " + name + " | ");
                assertThat(home.resolve("legal").resolve(name)).isNotEmptyDirectory();
              });
    }
    assertThat(list).contains("\"OpenJDK\"", "\"glibc\"", "\"lit-html\"", "\"uplot\"");
  }

  @Test
  void bringsTheSumsOfItsFiles() throws Exception {
    Command.run("sh", "-c", "cd '" + made + "' && sha256sum --check *.sha256").orFail();
  }

  /** Read by systemd itself, beside a program where the package puts it. */
  @Test
  @NeedsProgram("systemd-analyze")
  void itsServiceIsOneThatSystemdUnderstands() throws Exception {
    Path unit = unpacked.resolve("usr/lib/systemd/system/gantry.service");
    Path here = scratch.resolve("gantry.service");
    Files.writeString(
        here,
        Files.readString(unit)
            .replace("=/usr/bin/gantry", "=" + unpacked.resolve("usr/lib/gantry/bin/gantry")));

    Command checked =
        Command.run("systemd-analyze", "verify", "--recursive-errors=no", here.toString());

    assertThat(checked.orFail()).isBlank();
  }

  private static Path file(String ending) throws IOException {
    try (Stream<Path> files = Files.list(made)) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }
}
