package dev.gantry.watchdog.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryLimitTest {

  @TempDir Path root;

  @Test
  void isNoneWhereThereAreNoGroups() {
    assertThat(new MemoryLimit(root).bytes()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void readsVersionTwoInsideAContainer() throws IOException {
    write("sys/fs/cgroup/memory.max", "20971520\n");

    assertThat(new MemoryLimit(root).bytes()).isEqualTo(20 << 20);
  }

  @Test
  void takesTheWordMaxForNone() throws IOException {
    write("sys/fs/cgroup/memory.max", "max\n");

    assertThat(new MemoryLimit(root).bytes()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void readsVersionOneByItsPath() throws IOException {
    write("proc/self/cgroup", "12:cpu:/x\n5:memory:/docker/abc\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    write("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "67108864\n");

    assertThat(new MemoryLimit(root).bytes()).isEqualTo(64 << 20);
  }

  @Test
  void readsVersionTwoByItsPath() throws IOException {
    write("proc/self/cgroup", "0::/system.slice/a.service\n");
    write("sys/fs/cgroup/system.slice/a.service/memory.max", "1000");

    assertThat(new MemoryLimit(root).bytes()).isEqualTo(1000);
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
