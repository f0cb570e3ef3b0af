package dev.gantry.bench.watchdog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A control group with a memory limit, version 1 or 2, below the one this program is in. */
final class MemoryGroup implements AutoCloseable {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);
  private static final long POLL = TimeUnit.MILLISECONDS.toNanos(20);

  private final Path folder;
  private final boolean isVersion2;

  private MemoryGroup(Path folder, boolean isVersion2) {
    this.folder = folder;
    this.isVersion2 = isVersion2;
  }

  /**
   * Makes a group.
   *
   * @throws IOException if this program may not: it has to be root, with a memory controller
   */
  static MemoryGroup create(long limit) throws IOException {
    Path version1 = Path.of("/sys/fs/cgroup/memory");
    boolean isVersion2 = !Files.isDirectory(version1);
    Path root = isVersion2 ? Path.of("/sys/fs/cgroup") : version1;
    Path folder = root.resolve("gantry-bench-" + ProcessHandle.current().pid());
    try {
      Files.createDirectory(folder);
    } catch (IOException e) {
      throw new IOException("no control group can be made in " + root + " (it takes root)", e);
    }
    MemoryGroup group = new MemoryGroup(folder, isVersion2);
    try {
      group.limit(limit);
      return group;
    } catch (IOException e) {
      group.close();
      throw new IOException("control groups in " + root + " have no memory limit", e);
    }
  }

  private void limit(long bytes) throws IOException {
    String value = String.valueOf(bytes);
    Files.writeString(folder.resolve(isVersion2 ? "memory.max" : "memory.limit_in_bytes"), value);
    Path swap = folder.resolve(isVersion2 ? "memory.swap.max" : "memory.memsw.limit_in_bytes");
    if (Files.exists(swap)) {
      Files.writeString(swap, isVersion2 ? "0" : value);
    }
  }

  /** A command that runs what follows it in the group. */
  List<String> entrance() {
    return List.of(
        "sh", "-c", "echo $$ > \"$0\" && exec \"$@\"", folder.resolve("cgroup.procs").toString());
  }

  /** How many processes the system has killed for want of memory. */
  long kills() throws IOException {
    String file = isVersion2 ? "memory.events" : "memory.oom_control";
    for (String line : Files.readAllLines(folder.resolve(file))) {
      if (line.startsWith("oom_kill ")) {
        return Long.parseLong(line.substring(9).strip());
      }
    }
    return 0;
  }

  /**
   * Waits for what its last process left behind, for at most 5 s.
   *
   * @throws IOException if there still is a process in it
   */
  @Override
  public void close() throws IOException {
    long end = System.nanoTime() + PATIENCE;
    while (true) {
      try {
        Files.deleteIfExists(folder);
        return;
      } catch (IOException busy) {
        if (System.nanoTime() > end) {
          throw busy;
        }
        LockSupport.parkNanos(POLL);
      }
    }
  }
}
