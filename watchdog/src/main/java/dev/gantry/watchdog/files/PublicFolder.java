package dev.gantry.watchdog.files;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The folder whose files are public. Thread-safe.
 *
 * <p>A path is resolved twice. First with its symbolic links, to the real path that they lead to,
 * which must be below the real folder. Then name by name along this real path, each opened in the
 * folder before it, where no link is followed any more. Whatever somebody turns into a link between
 * the two therefore fails to open; the file that was opened stood below the folder at that moment,
 * under names that were no links. Who may write there can still put a file's contents there by hard
 * links or mounts.
 *
 * <p>Only plain files are opened. A pipe that takes a file's place between the look at it and its
 * opening would hold the call's thread until somebody writes to it; nothing is read from it.
 */
final class PublicFolder {

  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  /** How often a path is resolved anew that changes in between. */
  private static final int ATTEMPTS = 3;

  private final Path folder;

  PublicFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens the file at a path.
   *
   * @throws FileSystemException if the system has no files or memory left, or the path does not
   *     stop changing
   */
  Lookup find(List<String> names) throws IOException {
    for (int attempt = 1; true; attempt++) {
      try {
        return attempt(names);
      } catch (NoSuchFileException | NotDirectoryException vanished) {
        return new Lookup.Missing();
      } catch (AccessDeniedException denied) {
        return new Lookup.Unreadable();
      } catch (FileSystemException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Lookup attempt(List<String> names) throws IOException {
    Path root = folder.toRealPath();
    Path real;
    try {
      real = below(root, names).toRealPath();
    } catch (InvalidPathException unknownToThisSystem) {
      return new Lookup.Missing();
    } catch (NoSuchFileException | AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      return new Lookup.Missing(); // a file in a folder's place, links in a circle, too long a name
    }
    if (!real.startsWith(root)) {
      return new Lookup.Missing();
    }
    return real.equals(root)
        ? new Lookup.Folder()
        : open(root, root.relativize(real), names.getLast());
  }

  private static Path below(Path root, List<String> names) {
    Path path = root;
    for (String name : names) {
      path = path.resolve(name);
    }
    return path;
  }

  private static Lookup open(Path root, Path relative, String asked) throws IOException {
    SecureDirectoryStream<Path> place = secure(root);
    try {
      for (int i = 0; i < relative.getNameCount() - 1; i++) {
        SecureDirectoryStream<Path> next =
            place.newDirectoryStream(relative.getName(i), LinkOption.NOFOLLOW_LINKS);
        place.close();
        place = next;
      }
      return open(place, relative.getFileName(), asked);
    } finally {
      place.close();
    }
  }

  private static Lookup open(SecureDirectoryStream<Path> place, Path name, String asked)
      throws IOException {
    BasicFileAttributes before = attributes(place, name);
    if (before.isDirectory()) {
      return new Lookup.Folder();
    }
    if (!before.isRegularFile()) {
      return new Lookup.Missing();
    }
    SeekableByteChannel channel = channel(place, name);
    try {
      BasicFileAttributes after = attributes(place, name);
      if (!after.isRegularFile() || !Objects.equals(before.fileKey(), after.fileKey())) {
        throw new FileSystemException("the file was replaced while it was opened");
      }
      return new Lookup.Found(new OpenFile(asked, channel, after));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static SeekableByteChannel channel(SecureDirectoryStream<Path> place, Path name)
      throws IOException {
    try {
      return place.newByteChannel(name, READ);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException link) {
      // The JDK's own form for a name that has become a link.
      FileSystemException e = new FileSystemException(String.valueOf(link.getMessage()));
      e.initCause(link);
      throw e;
    }
  }

  private static BasicFileAttributes attributes(SecureDirectoryStream<Path> place, Path name)
      throws IOException {
    return place
        .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes();
  }

  @SuppressWarnings("StreamResourceLeak") // closed by who asked
  private static SecureDirectoryStream<Path> secure(Path root) throws IOException {
    var stream = Files.newDirectoryStream(root);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new FileSystemException("this system cannot open files without following links");
  }
}
