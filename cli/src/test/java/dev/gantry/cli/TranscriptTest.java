package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command as a person meets it: what is typed, what is seen, on a real gateway. {@code
 * -Dtranscripts=write} writes what is seen now; a change of a transcript is then read as a change
 * of the product.
 */
final class TranscriptTest {

  private static final Path FOLDER = Path.of("src/test/resources/transcripts");

  @TempDir private Path scratch;

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void happensAsItIsWritten(String name) throws Exception {
    Path file = FOLDER.resolve(name);
    Transcript transcript = Transcript.read(file);
    try (CommandLineFixture fixture = new CommandLineFixture(scratch)) {
      List<String> played = transcript.played(fixture);

      if ("write".equals(System.getProperty("transcripts"))) {
        Files.write(file, played);
      }
      assertThat(String.join("\n", played))
          .isEqualTo(String.join("\n", Transcript.read(file).lines()));
    }
  }

  @Test
  void thereAreStories() throws IOException {
    assertThat(names()).hasSizeGreaterThan(5);
  }
}
