package dev.gantry.watchdog.hold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How much memory the control group of this program may use, version 1 or 2. */
final class MemoryLimit {

  private final Path root;

  /**
   * @param root the file system's root; another folder in tests
   */
  MemoryLimit(Path root) {
    this.root = root;
  }

  static MemoryLimit ofThisMachine() {
    return new MemoryLimit(Path.of("/"));
  }

  /** The smallest limit found, in bytes; {@link Long#MAX_VALUE} if there is none. */
  long bytes() {
    long least = Long.MAX_VALUE;
    for (Path file : candidates()) {
      least = Math.min(least, read(file));
    }
    return least;
  }

  /** Inside a container the group is mounted as the root; outside its path is in /proc. */
  private List<Path> candidates() {
    Path mount = root.resolve("sys/fs/cgroup");
    List<Path> files = new ArrayList<>();
    files.add(mount.resolve("memory.max"));
    files.add(mount.resolve("memory/memory.limit_in_bytes"));
    for (String line : groups()) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && parts[1].isEmpty()) {
        files.add(mount.resolve(relative(parts[2])).resolve("memory.max"));
      } else if (parts.length == 3 && parts[1].equals("memory")) {
        files.add(
            mount.resolve("memory").resolve(relative(parts[2])).resolve("memory.limit_in_bytes"));
      }
    }
    return files;
  }

  private List<String> groups() {
    try {
      return Files.readAllLines(root.resolve("proc/self/cgroup"));
    } catch (IOException notLinux) {
      return List.of();
    }
  }

  private static String relative(String path) {
    int start = 0;
    while (start < path.length() && path.charAt(start) == '/') {
      start++;
    }
    return path.substring(start);
  }

  private static long read(Path file) {
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (IOException | NumberFormatException noLimit) {
      // No such group, or "max", or a number that is none.
      return Long.MAX_VALUE;
    }
  }
}
