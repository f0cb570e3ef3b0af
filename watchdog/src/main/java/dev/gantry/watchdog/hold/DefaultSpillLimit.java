package dev.gantry.watchdog.hold;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much may be spilled where nobody said: half of what is free, and on tmpfs, whose files are
 * charged to the container's memory, at most half of what the memory limit leaves beside the
 * watchdog itself.
 */
final class DefaultSpillLimit {

  /** What a watchdog in a container takes at work, with its pages of the kernel's. */
  private static final long OWN_MEMORY = 21L << 20;

  /**
   * One for each folder, because the watchdogs of one JVM would each find the same half free and
   * fill the disk, or the memory, together.
   */
  private static final ConcurrentHashMap<Path, ByteBudget> BUDGETS = new ConcurrentHashMap<>();

  private DefaultSpillLimit() {}

  /** Measured anew whenever a watchdog is started. */
  static ByteBudget in(Path folder) throws IOException {
    ByteBudget budget = BUDGETS.computeIfAbsent(folder.toRealPath(), any -> new ByteBudget(0));
    budget.allow(bytes(folder, budget.taken()));
    return budget;
  }

  /**
   * @param held what held bodies take there already, which would be free otherwise
   */
  private static long bytes(Path folder, long held) throws IOException {
    FileStore store = Files.getFileStore(folder);
    long half = (store.getUsableSpace() + held) / 2;
    return store.type().equals("tmpfs")
        ? Math.min(half, Math.max(0, MemoryLimit.ofThisMachine().bytes() - OWN_MEMORY) / 2)
        : half;
  }
}
