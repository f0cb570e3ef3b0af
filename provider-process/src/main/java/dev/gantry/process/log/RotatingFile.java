package dev.gantry.process.log;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that becomes the previous one when it is full. The turn counts how often that happened, so
 * that a reader knows when its file is no longer the present one. Guarded by its user's lock.
 *
 * <p>(An output stream and not a file channel: the channel would be closed by the interruption of
 * any thread that writes.)
 */
final class RotatingFile {

  private final Path file;
  private final Path previous;
  private final long limit;
  private @Nullable FileOutputStream out;
  private long size;
  private long turn;

  RotatingFile(Path file, Path previous, long limit) {
    this.file = file;
    this.previous = previous;
    this.limit = limit;
  }

  /** An open file and its turn. */
  record Part(LogFile file, long turn) {}

  /**
   * What there was to read at one moment.
   *
   * @param parts the files, oldest first
   * @param turn the turn of the last file
   * @param end the size of the last file
   */
  record Snapshot(List<Part> parts, long turn, long end) {
    Snapshot {
      parts = List.copyOf(parts);
    }
  }

  /** The turn of the file that is written now. */
  long turn() {
    return turn;
  }

  /** Appends a line, to the next file if this one has no room for it. */
  void write(byte[] line) throws IOException {
    if (out == null) {
      out = open();
    }
    if (size > 0 && size + line.length > limit) {
      close();
      Files.move(file, previous, StandardCopyOption.REPLACE_EXISTING);
      turn++;
      out = open();
    }
    try {
      out.write(line);
    } catch (IOException diskFull) {
      // Opened anew, the next line does not continue what there was room for of this one.
      close();
      throw diskFull;
    }
    size += line.length;
  }

  /** Opens the file; what a killed predecessor left half written becomes a line of its own. */
  private FileOutputStream open() throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    boolean half = endsWithinALine();
    FileOutputStream opened = new FileOutputStream(file.toFile(), true);
    if (half) {
      opened.write('\n');
      size++;
    }
    return opened;
  }

  private boolean endsWithinALine() throws IOException {
    try (RandomAccessFile end = new RandomAccessFile(file.toFile(), "r")) {
      size = end.length();
      end.seek(Math.max(0, size - 1));
      return size > 0 && end.read() != '\n';
    }
  }

  /** The present files, oldest first, and where the last line ends. The caller closes them. */
  Snapshot snapshot() throws IOException {
    List<Part> parts = new ArrayList<>();
    if (Files.exists(previous)) {
      parts.add(new Part(new LogFile(previous), turn - 1));
    }
    long end = 0;
    if (Files.exists(file)) {
      parts.add(new Part(new LogFile(file), turn));
      end = Files.size(file);
    }
    return new Snapshot(parts, turn, end);
  }

  /**
   * The file of a turn, or the next one that is still there.
   *
   * @return null if nothing was written in it yet
   */
  @Nullable Part part(long wanted) throws IOException {
    boolean older = wanted < turn && Files.exists(previous);
    Path path = older ? previous : file;
    return Files.exists(path) ? new Part(new LogFile(path), older ? turn - 1 : turn) : null;
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(previous);
  }

  void close() throws IOException {
    if (out != null) {
      FileOutputStream written = out;
      out = null;
      written.close();
    }
  }
}
