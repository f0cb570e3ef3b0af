package dev.gantry.watchdog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file whose existence says that calls are welcome; an image's health check looks for it
 * (contract 3.1).
 */
record LockFile(Path path) {

  /** The one every image expects. */
  static LockFile ofThisMachine() {
    return new LockFile(Path.of(System.getProperty("java.io.tmpdir"), ".lock"));
  }

  /**
   * Writes it, mode 0660, in place of a predecessor's.
   *
   * @throws IOException if it cannot be written; the message is for a person
   */
  void write() throws IOException {
    try {
      Files.deleteIfExists(path);
      Files.newByteChannel(
              path,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw----")))
          .close();
      // Whatever the umask took away.
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
    } catch (IOException e) {
      throw new IOException(
          "cannot write the lock file "
              + path
              + " ("
              + e.getClass().getSimpleName()
              + "); make the"
              + " folder writable or set suppress_lock=true",
          e);
    }
  }

  boolean exists() {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Removes it; without effect if it is gone. */
  void remove() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // Health says 503 by itself from now on; a stale file is replaced at the next start.
    }
  }
}
