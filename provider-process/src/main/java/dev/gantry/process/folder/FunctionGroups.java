package dev.gantry.process.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.OptionalInt;

/**
 * Gives each function a group that is nobody else's. Functions share one user, and what tells them
 * apart is the group: only it may pass through a function's folder, and the kernel lets a process
 * look into another one's memory and variables only if both have the same user <em>and</em> group.
 *
 * <p>A function's number is the group of its folder, so it lasts as long as the folder does.
 * Thread-safe, but a new number is given out for good only once the folder has it: one writer at a
 * time.
 */
final class FunctionGroups {

  /** Above what distributions, directory services and containers give out. */
  static final int FIRST = 2_100_000_000;

  private static final int LAST = 2_147_000_000;

  /** The highest number given out. Guarded by this. */
  private int highest = FIRST - 1;

  /** Counts on from the numbers that folders have. */
  static FunctionGroups above(Collection<Path> folders) throws IOException {
    FunctionGroups groups = new FunctionGroups();
    for (Path folder : folders) {
      groups.highest = Math.max(groups.highest, find(folder).orElse(FIRST - 1));
    }
    return groups;
  }

  /** The group of a function's folder; a new one if it has none yet. */
  synchronized int of(Path folder) throws IOException {
    OptionalInt present = find(folder);
    if (present.isPresent()) {
      return present.getAsInt();
    }
    if (highest == LAST) {
      throw new IOException("no group numbers are left");
    }
    highest++;
    return highest;
  }

  /** The group of a function's folder; empty if it is none that was given out here. */
  static OptionalInt find(Path folder) throws IOException {
    int group = (int) Files.getAttribute(folder, "unix:gid", LinkOption.NOFOLLOW_LINKS);
    return group >= FIRST && group <= LAST ? OptionalInt.of(group) : OptionalInt.empty();
  }
}
