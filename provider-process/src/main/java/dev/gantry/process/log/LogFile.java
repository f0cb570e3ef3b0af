package dev.gantry.process.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log file line by line while somebody else appends to it; what has no line end yet does
 * not count as a line. A file that is renamed or deleted meanwhile stays readable. Used by one
 * thread. (Not a file channel: an interrupted reader would find it closed.)
 */
final class LogFile implements Closeable {

  private static final int CHUNK = 16 * 1024;

  private final RandomAccessFile file;
  private final byte[] chunk = new byte[CHUNK];
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private int position;
  private int filled;
  private long offset;

  LogFile(Path path) throws IOException {
    file = new RandomAccessFile(path.toFile(), "r");
  }

  /** The next line without its end; null if there is none yet. */
  @Nullable String next() throws IOException {
    while (position < filled || fill()) {
      for (int i = position; i < filled; i++) {
        if (chunk[i] == '\n') {
          partial.write(chunk, position, i - position);
          position = i + 1;
          offset += partial.size() + 1;
          String line = partial.toString(UTF_8);
          partial.reset();
          return line;
        }
      }
      partial.write(chunk, position, filled - position);
      position = filled;
    }
    return null;
  }

  /** Where the line after the last one that was returned begins. */
  long offset() {
    return offset;
  }

  /** Goes to the beginning of a line. */
  void seek(long lineStart) throws IOException {
    file.seek(lineStart);
    offset = lineStart;
    position = 0;
    filled = 0;
    partial.reset();
  }

  private boolean fill() throws IOException {
    position = 0;
    filled = Math.max(0, file.read(chunk));
    return filled > 0;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
