package dev.gantry.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judged by the tar command of the machine. */
class ContextStreamTest {

  @TempDir private Path folder;
  @TempDir private Path elsewhere;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String tar(String... options) throws Exception {
    Path archive = elsewhere.resolve("context.tar");
    try (InputStream context = new ContextStream(folder)) {
      Files.write(archive, context.readAllBytes());
    }
    ProcessBuilder tar = new ProcessBuilder("tar", "-f", archive.toString());
    tar.command().addAll(java.util.List.of(options));
    Process process =
        tar.directory(elsewhere.toFile())
            .redirectErrorStream(true)
            .redirectOutput(elsewhere.resolve("log").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    return Files.readString(elsewhere.resolve("log"));
  }

  @Test
  void sendsWhatIsNotIgnored() throws Exception {
    write("Dockerfile", "FROM scratch\n");
    write(".dockerignore", "*\n!kept\n");
    write("kept/a", "a");
    write("gone/b", "b");

    assertThat(tar("-t").lines()).containsExactly(".dockerignore", "Dockerfile", "kept/", "kept/a");
  }

  @Test
  void keepsContentNamesLinksAndWhatIsAProgram() throws Exception {
    String longName = "a-long-name/".repeat(20) + "Grüße";
    write(longName, "content");
    write("run", "x");
    assertThat(folder.resolve("run").toFile().setExecutable(true)).isTrue();
    Files.createSymbolicLink(folder.resolve("link"), Path.of("b".repeat(150)));
    write("large", "0123456789".repeat(100_000));

    tar("-x");

    assertThat(elsewhere.resolve(longName)).hasContent("content");
    assertThat(elsewhere.resolve("run")).isExecutable();
    assertThat(Files.isExecutable(elsewhere.resolve("large"))).isFalse();
    assertThat(elsewhere.resolve("large")).hasSameBinaryContentAs(folder.resolve("large"));
    assertThat(Files.readSymbolicLink(elsewhere.resolve("link")))
        .isEqualTo(Path.of("b".repeat(150)));
  }

  @Test
  void isTheSameForTheSameFiles() throws Exception {
    write("Dockerfile", "FROM scratch\n");
    write("a/b", "b");
    String before = Builds.digest(folder);
    Files.setLastModifiedTime(folder.resolve("a/b"), FileTime.from(Instant.EPOCH));

    assertThat(Builds.digest(folder)).isEqualTo(before).hasSize(64);
    write("a/b", "c");
    assertThat(Builds.digest(folder)).isNotEqualTo(before);
  }

  @Test
  void failsRatherThanSendAnotherLength() throws Exception {
    write("log", "x".repeat(100_000));
    try (InputStream context = new ContextStream(folder)) {
      byte[] begin = context.readNBytes(600);
      assertThat(new String(begin, 0, 3, UTF_8)).isEqualTo("log");
      Files.writeString(folder.resolve("log"), "");

      assertThatThrownBy(context::readAllBytes)
          .isInstanceOf(IOException.class)
          .hasMessage(folder.resolve("log") + " became shorter while it was read");
    }
  }
}
