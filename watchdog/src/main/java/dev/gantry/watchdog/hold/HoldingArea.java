package dev.gantry.watchdog.hold;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Where the bodies of one watchdog are held, within its limits. Thread-safe. */
public final class HoldingArea {

  private final Path folder;
  private final long memoryLimit;
  private final ByteBudget heap;
  private final ByteBudget room;

  HoldingArea(Path folder, long memoryLimit, ByteBudget heap, ByteBudget room) {
    this.folder = folder;
    this.memoryLimit = memoryLimit;
    this.heap = heap;
    this.room = room;
  }

  /**
   * Prepares the folder: removes what a killed predecessor left and measures how much room it has.
   *
   * @throws IOException if it is no folder that can be written; the message is for a person
   */
  public static HoldingArea open(HoldSettings settings) throws IOException {
    Path folder = settings.folder().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new IOException(
          "spill_dir: \"" + folder + "\" (expected: a folder that can be written)");
    }
    removeLeftovers(folder);
    ByteBudget room =
        settings.spillLimit().isPresent()
            ? new ByteBudget(settings.spillLimit().getAsLong())
            : DefaultSpillLimit.in(folder);
    return new HoldingArea(folder, settings.memoryLimit(), ByteBudget.HEAP, room);
  }

  /** A new empty body. */
  public HeldBody hold() {
    return new HeldBody(this, new MemoryPart(heap, memoryLimit));
  }

  /**
   * Checks a length that was announced, before anything is read.
   *
   * @throws HoldLimitException if a body of that length can never be held
   */
  public void check(long length) throws HoldLimitException {
    if (length > Math.max(room.most(), memoryLimit)) {
      throw new HoldLimitException(
          true, "the body is larger than the spill_limit of " + room.most() + " bytes");
    }
  }

  SpillFile openFile() throws IOException {
    return SpillFile.open(folder, room);
  }

  /**
   * A file has its name for a moment only, so one that is found was left by a program that died in
   * that moment, or loses its name anyway.
   */
  private static void removeLeftovers(Path folder) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
      for (Path file : found) {
        if (file.getFileName().toString().startsWith(SpillFile.PREFIX)
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          removeIfOurs(file);
        }
      }
    }
  }

  private static void removeIfOurs(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException someoneElses) {
      // In a shared folder another user's leftover is that user's to remove.
    }
  }
}
