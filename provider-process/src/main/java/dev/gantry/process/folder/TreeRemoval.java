package dev.gantry.process.folder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;

/**
 * Removes a folder with everything in it, where functions may be changing it at the same moment. It
 * goes down from folder to folder by open handles, so nobody can make it leave the tree by putting
 * a link in its way.
 */
final class TreeRemoval {

  /** Each level holds a descriptor, so what lies deeper is moved up and removed from there. */
  private static final int DEEPEST = 100;

  private final SecureDirectoryStream<Path> top;
  private int moved;

  private TreeRemoval(SecureDirectoryStream<Path> top) {
    this.top = top;
  }

  /** Removes a folder; without effect if it is not there. */
  static void remove(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(folder);
      return;
    }
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      if (!(stream instanceof SecureDirectoryStream<Path> top)) {
        throw new IOException("this system cannot remove " + folder + " safely");
      }
      new TreeRemoval(top).empty();
    }
    Files.delete(folder);
  }

  private void empty() throws IOException {
    int before;
    do {
      before = moved;
      try (SecureDirectoryStream<Path> again = top.newDirectoryStream(Path.of("."))) {
        removeEntries(again, 0);
      }
    } while (moved > before);
  }

  private void removeEntries(SecureDirectoryStream<Path> folder, int depth) throws IOException {
    for (Path entry : folder) {
      Path name = entry.getFileName();
      if (!isFolder(folder, name)) {
        folder.deleteFile(name);
      } else if (depth == DEEPEST) {
        folder.move(name, top, Path.of(".moved-" + moved++));
      } else {
        try (SecureDirectoryStream<Path> inside =
            folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
          removeEntries(inside, depth + 1);
        }
        folder.deleteDirectory(name);
      }
    }
  }

  private static boolean isFolder(SecureDirectoryStream<Path> parent, Path name)
      throws IOException {
    return parent
        .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes()
        .isDirectory();
  }
}
