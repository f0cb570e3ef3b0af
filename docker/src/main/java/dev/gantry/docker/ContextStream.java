package dev.gantry.docker;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * A build context as a tar archive that is made while it is read, so that its size does not matter.
 * Two contexts with the same files give the same bytes: sorted names, no owners, no times, and of
 * the rights only whether a file is a program. Used by one thread.
 */
final class ContextStream extends InputStream {

  private static final List<String> ALWAYS = List.of("Dockerfile", ".dockerignore");

  private final Path folder;
  private final IgnoreFile ignored;
  private final Iterator<Path> files;
  private InputStream entry = InputStream.nullInputStream();
  private boolean isAtEnd;

  /**
   * The archive of a folder.
   *
   * @throws IOException if the folder cannot be listed; a file that cannot be read fails the read
   */
  ContextStream(Path folder) throws IOException {
    this.folder = folder;
    this.ignored = IgnoreFile.of(folder);
    this.files = files().iterator();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = entry.read(buffer, offset, length);
    while (count < 0 && !isAtEnd) {
      entry.close();
      isAtEnd = !files.hasNext();
      entry = isAtEnd ? bytes(new byte[2 * TarHeader.BLOCK]) : entry(files.next());
      count = entry.read(buffer, offset, length);
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    entry.close();
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes attributes) {
            if (found.equals(folder)) {
              return FileVisitResult.CONTINUE;
            }
            if (!ignored.leavesOut(name(found))) {
              files.add(found);
              return FileVisitResult.CONTINUE;
            }
            return ignored.takesInAgain() ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path found, BasicFileAttributes attributes) {
            boolean sendable = attributes.isRegularFile() || attributes.isSymbolicLink();
            if (sendable && (ALWAYS.contains(name(found)) || !ignored.leavesOut(name(found)))) {
              files.add(found);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.comparing(this::name));
    return files;
  }

  private String name(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private InputStream entry(Path file) throws IOException {
    String name = name(file);
    if (Files.isSymbolicLink(file)) {
      String target = Files.readSymbolicLink(file).toString();
      return bytes(TarHeader.of(name, TarHeader.LINK, 0777, target, 0));
    }
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      return bytes(TarHeader.of(name + "/", TarHeader.FOLDER, 0755, "", 0));
    }
    return content(name, file);
  }

  private static InputStream content(String name, Path file) throws IOException {
    long size = Files.size(file);
    if (size > TarHeader.LARGEST) {
      throw new IOException(file + " is larger than 8 GiB");
    }
    int mode = Files.isExecutable(file) ? 0755 : 0644;
    InputStream header = bytes(TarHeader.of(name, TarHeader.FILE, mode, "", size));
    InputStream body = new Exactly(Files.newInputStream(file), size, file);
    InputStream padding = bytes(new byte[TarHeader.padding(size)]);
    return new SequenceInputStream(new SequenceInputStream(header, body), padding);
  }

  private static InputStream bytes(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  /** The announced number of bytes: an archive with another one would be misread from there on. */
  private static final class Exactly extends FilterInputStream {

    private final Path file;
    private long left;

    Exactly(InputStream in, long size, Path file) {
      super(in);
      this.left = size;
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = super.read(buffer, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new IOException(file + " became shorter while it was read");
      }
      left -= count;
      return count;
    }
  }
}
