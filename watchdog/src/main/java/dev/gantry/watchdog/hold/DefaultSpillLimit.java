package dev.gantry.watchdog.hold;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much may be spilled where nobody said: half of what is free, and on tmpfs, whose files are
 * charged to the container's memory, at most half of the memory limit.
 */
final class DefaultSpillLimit {

  private DefaultSpillLimit() {}

  static long in(Path folder) throws IOException {
    FileStore store = Files.getFileStore(folder);
    long half = store.getUsableSpace() / 2;
    return store.type().equals("tmpfs")
        ? Math.min(half, MemoryLimit.ofThisMachine().bytes() / 2)
        : half;
  }
}
