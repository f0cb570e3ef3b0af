package dev.gantry.process.folder;

import dev.gantry.api.FunctionName;
import dev.gantry.host.folder.CannotStartException;
import dev.gantry.host.folder.FolderLock;
import dev.gantry.host.folder.Reason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider's folder, held by this process until it is closed.
 *
 * <pre>
 *   lock        who uses the folder
 *   gantry.db   what should be (SQLite)
 *   native/     SQLite's library
 *   processes   the ledger of running process groups
 *   logs/       a log per function
 *   functions/  a {@link FunctionFolder} per function
 * </pre>
 */
public final class DataFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

  private final Path path;
  private final FunctionUser user;
  private final FolderLock lock;

  /** Empty where functions have this program's rights, or cannot have a group of their own. */
  private Optional<FunctionGroups> groups = Optional.empty();

  private DataFolder(Path path, FunctionUser user, FolderLock lock) {
    this.path = path;
    this.user = user;
    this.lock = lock;
  }

  /**
   * Makes the folder unless it is there, and takes it.
   *
   * @throws CannotStartException if it cannot be made, read or written, if another process uses it,
   *     or if functions could not reach their homes in it
   */
  public static DataFolder open(Path path, FunctionUser user) throws CannotStartException {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      makeFolder(absolute, user);
      FolderLock lock = FolderLock.take(absolute);
      try {
        return prepared(new DataFolder(absolute.toRealPath(), user, lock));
      } catch (IOException | CannotStartException | RuntimeException failed) {
        lock.close();
        throw failed;
      }
    } catch (IOException unusable) {
      throw new CannotStartException(
          "cannot use the data folder " + absolute + ": " + Reason.of(unusable), unusable);
    }
  }

  /** A folder that was there keeps its rights; functions are let through it, but not more. */
  private static void makeFolder(Path path, FunctionUser user) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path.getParent());
      Ownership.folder(path, user.isOther() ? "rwx--x--x" : "rwx------");
    } else if (user.isOther()) {
      Set<PosixFilePermission> rights = EnumSet.copyOf(Files.getPosixFilePermissions(path));
      if (rights.add(PosixFilePermission.OTHERS_EXECUTE)) {
        Files.setPosixFilePermissions(path, rights);
      }
    }
  }

  private static DataFolder prepared(DataFolder folder) throws IOException, CannotStartException {
    Ownership.folder(folder.functions(), folder.user.isOther() ? "rwx--x--x" : "rwx------");
    Ownership.folder(folder.logs(), "rwx------");
    folder.user.mustReach(folder.functions().toString());
    folder.groups = folder.findGroups();
    return folder;
  }

  private Optional<FunctionGroups> findGroups() throws IOException, CannotStartException {
    if (!user.isOther()) {
      return Optional.empty();
    }
    if (!user.canBeInGroup(FunctionGroups.FIRST)) {
      LOG.atWarn()
          .addKeyValue("group", FunctionGroups.FIRST)
          .log("functions can read each other's homes and secrets: this system has too few groups");
      return Optional.empty();
    }
    List<Path> folders = functionsWithFolders().stream().map(name -> of(name).path()).toList();
    return Optional.of(FunctionGroups.above(folders));
  }

  /** The ledger's file. */
  public Path ledger() {
    return path.resolve("processes");
  }

  /** The folder of logs. */
  public Path logs() {
    return path.resolve("logs");
  }

  /** The folder itself. */
  public Path path() {
    return path;
  }

  /** A function's folder, which need not be there yet. */
  public FunctionFolder of(FunctionName name) {
    return new FunctionFolder(functions(), name, user, groups);
  }

  /**
   * The functions that have a folder here, whether they exist or not. Folders that can be no
   * function's are left out.
   */
  public List<FunctionName> functionsWithFolders() throws IOException {
    List<FunctionName> found = new ArrayList<>();
    for (String namespace : entries(functions())) {
      for (String name : entries(functions().resolve(namespace))) {
        if (FunctionName.isLabel(name) && FunctionName.isLabel(namespace)) {
          found.add(new FunctionName(name, namespace));
        }
      }
    }
    return found;
  }

  private static List<String> entries(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entry -> found.add(entry.getFileName().toString()));
    }
    return found;
  }

  private Path functions() {
    return path.resolve("functions");
  }

  /** Lets another process use the folder. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
