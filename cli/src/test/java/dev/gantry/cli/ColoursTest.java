package dev.gantry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.cli.terminal.Attachment;
import dev.gantry.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ColoursTest {

  private static final Attachment TERMINAL = new Attachment(true, true, true);

  @Test
  void areThereOnATerminalOnly() {
    assertThat(red(TERMINAL, Map.of())).isEqualTo("\033[31mtext\033[0m");
    assertThat(red(Attachment.NONE, Map.of())).isEqualTo("text");
  }

  @Test
  void areNotThereWhenSomebodySaysSo() {
    assertThat(red(TERMINAL, Map.of("NO_COLOR", "1"))).isEqualTo("text");
    assertThat(red(TERMINAL, Map.of("NO_COLOR", ""))).isEqualTo("\033[31mtext\033[0m");
    assertThat(red(TERMINAL, Map.of("TERM", "dumb"))).isEqualTo("text");
  }

  private static String red(Attachment attached, Map<String, String> env) {
    PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), true, UTF_8);
    return new Terminal(
            env,
            Path.of("/"),
            Path.of("/"),
            new ByteArrayInputStream(new byte[0]),
            nowhere,
            OutputStream.nullOutputStream(),
            nowhere,
            attached,
            prompt -> Optional.empty(),
            Clock.systemUTC())
        .colours()
        .red("text");
  }
}
