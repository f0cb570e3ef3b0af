package dev.gantry.host.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder that nobody but this program looks into, held by this process until it is closed. */
public final class HostFolder implements AutoCloseable {

  private final Path path;
  private final FolderLock lock;

  private HostFolder(Path path, FolderLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the folder, readable by this program's user alone, unless it is there, and takes it.
   *
   * @throws CannotStartException if it cannot be made, read or written, or if another process uses
   *     it
   */
  public static HostFolder open(Path path) throws CannotStartException {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(absolute)) {
        Files.createDirectories(absolute.getParent());
        Files.createDirectory(
            absolute,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      return new HostFolder(absolute.toRealPath(), FolderLock.take(absolute));
    } catch (IOException unusable) {
      throw new CannotStartException(
          "cannot use the data folder " + absolute + ": " + Reason.of(unusable), unusable);
    }
  }

  /** Where it is, without links. */
  public Path path() {
    return path;
  }

  /** Lets another process use the folder. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
