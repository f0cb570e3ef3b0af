package dev.gantry.host.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a folder to one process: a lock on a file, which the kernel takes back when its holder ends
 * in whatever way. The file's text is the holder's process id.
 */
public final class FolderLock implements AutoCloseable {

  /**
   * Folders held by this JVM. The kernel's lock belongs to the process, so closing a second handle
   * of the file would give up the first one's lock; hence the file is not opened twice.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final int TEXT_BYTES = 20;

  private final Path folder;
  private final FileChannel file;

  private FolderLock(Path folder, FileChannel file) {
    this.folder = folder;
    this.file = file;
  }

  /**
   * Takes the lock.
   *
   * @throws CannotStartException naming the process that holds it
   */
  public static FolderLock take(Path folder) throws CannotStartException, IOException {
    Path real = folder.toRealPath();
    if (!HELD.add(real)) {
      throw held(real, Long.toString(ProcessHandle.current().pid()));
    }
    try {
      FileChannel file = lock(real);
      if (file != null) {
        return new FolderLock(real, file);
      }
      throw held(real, holder(real));
    } catch (IOException | CannotStartException | RuntimeException failed) {
      HELD.remove(real);
      throw failed;
    }
  }

  private static @Nullable FileChannel lock(Path folder) throws IOException {
    FileChannel file =
        FileChannel.open(
            folder.resolve("lock"),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PRIVATE_FILE);
    FileLock lock = file.tryLock();
    if (lock == null) {
      file.close();
      return null;
    }
    file.truncate(0);
    file.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)), 0);
    return file;
  }

  private static String holder(Path folder) throws IOException {
    try (FileChannel file = FileChannel.open(folder.resolve("lock"))) {
      ByteBuffer text = ByteBuffer.allocate(TEXT_BYTES);
      file.read(text, 0);
      return new String(text.array(), 0, text.position(), UTF_8).strip();
    }
  }

  private static CannotStartException held(Path folder, String pid) {
    String process = pid.matches("[0-9]+") ? "process " + pid : "another process";
    return new CannotStartException(
        "the data folder "
            + folder
            + " is used by "
            + process
            + ": stop it, or choose another folder");
  }

  @Override
  public void close() throws IOException {
    try {
      file.close();
    } finally {
      HELD.remove(folder);
    }
  }
}
