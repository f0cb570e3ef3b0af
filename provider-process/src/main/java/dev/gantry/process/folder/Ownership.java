package dev.gantry.process.folder;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes folders and files with the owner and the rights they are to have, from the first moment.
 */
final class Ownership {

  /** A file that only this program may read. */
  static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private Ownership() {}

  /**
   * Makes a folder unless it is there, and gives it these rights either way.
   *
   * @param rights such as {@code rwx--x--x}
   * @throws IOException also if something that is no folder is in the way, a link for instance
   */
  static Path folder(Path folder, String rights) throws IOException {
    try {
      Files.createDirectory(folder, PRIVATE_FOLDER);
    } catch (FileAlreadyExistsException there) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw there;
      }
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
    return folder;
  }

  /** Gives a file or folder to a user; the group is the user's. */
  static void give(Path path, FunctionUser user) throws IOException {
    Files.setAttribute(path, "unix:gid", user.gid(), LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:uid", user.uid(), LinkOption.NOFOLLOW_LINKS);
  }

  /** Lets a group use a folder that stays this program's. */
  static void share(Path folder, int group) throws IOException {
    Files.setAttribute(folder, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
  }
}
