package dev.gantry.host.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeLibraryTest {

  private static final List<String> MOUNTS =
      List.of(
          "overlay / overlay rw,relatime 0 0",
          "tmpfs /tmp tmpfs rw,nosuid,noexec 0 0",
          "disk /tmp/my\\040data ext4 rw 0 0",
          "short");

  @Test
  void theDeepestMountDecides() {
    assertThat(NativeLibrary.forbidsExecution(Path.of("/var/lib"), MOUNTS)).isFalse();
    assertThat(NativeLibrary.forbidsExecution(Path.of("/tmp/data"), MOUNTS)).isTrue();
    assertThat(NativeLibrary.forbidsExecution(Path.of("/tmp/my data/x"), MOUNTS)).isFalse();
    assertThat(NativeLibrary.forbidsExecution(Path.of("/tmpfoo"), MOUNTS)).isFalse();
    assertThat(NativeLibrary.forbidsExecution(Path.of("/var"), List.of())).isFalse();
  }
}
