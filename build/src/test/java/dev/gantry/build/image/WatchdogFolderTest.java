package dev.gantry.build.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogFolderTest {

  @TempDir private Path program;

  private void script(String text) throws IOException {
    Path script = program.resolve("watchdog/runtime/build");
    Files.createDirectories(script.getParent());
    Files.writeString(script, "#!/bin/sh\n" + text);
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void isThereInADistribution() throws Exception {
    script("exit 1\n");
    Files.writeString(program.resolve("watchdog/Dockerfile"), "FROM scratch\n");

    assertThat(new WatchdogFolder(program).context()).isEqualTo(program.resolve("watchdog"));
  }

  @Test
  void isMadeInTheProject() throws Exception {
    script("mkdir -p \"${0%/runtime/build}/target/runtime\"\n");

    assertThat(new WatchdogFolder(program).context())
        .isEqualTo(program.resolve("watchdog/target/runtime"))
        .isDirectory();
  }

  @Test
  void saysWhyItCannotBeMade() throws Exception {
    script("echo 'error: cannot be made without gcc' >&2; exit 2\n");

    assertThatThrownBy(() -> new WatchdogFolder(program).context())
        .isInstanceOf(IOException.class)
        .hasMessage("error: cannot be made without gcc");
  }

  @Test
  void saysThatTheProgramHasNone() {
    assertThatThrownBy(() -> new WatchdogFolder(program).context())
        .hasMessage("the program has no watchdog to make it from: " + program.resolve("watchdog"));
  }
}
