package dev.gantry.process.log;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one function: the file being written and the one before it.
 *
 * <p>Thread-safe. A line is in the file when {@link #append} returns. When the disk refuses lines
 * they are dropped, which is logged once, because a function must not fail for its log.
 */
public final class FunctionLog {

  private static final Logger LOG = LoggerFactory.getLogger(FunctionLog.class);

  private final FunctionName name;
  private final Path file;
  private final Path previous;
  private final long limit;
  private final Clock clock;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // All below are guarded by the lock.
  private @Nullable FileOutputStream out;
  private long size;
  private Instant last = Instant.MIN;
  private long version;
  private boolean dropping;
  private boolean ended;

  /** Counts rotations, so that a reader knows when its file is no longer the present one. */
  private long turn;

  FunctionLog(FunctionName name, Path folder, long limit, Clock clock) {
    this.name = name;
    this.file = folder.resolve(name + ".log");
    this.previous = folder.resolve(name + ".log.1");
    this.limit = limit;
    this.clock = clock;
  }

  /** Adds a line, with the present time and never an earlier one than the line before. */
  public void append(String instance, String text) {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      Instant now = clock.instant();
      last = now.isBefore(last) ? last : now;
      write(new LogLine(last, instance, text).bytes());
      dropping = false;
      version++;
      changed.signalAll();
    } catch (IOException refused) {
      if (!dropping) {
        dropping = true;
        LOG.atWarn()
            .addKeyValue("function", name)
            .addKeyValue("reason", refused.getMessage())
            .log("log lines are dropped");
      }
    } finally {
      lock.unlock();
    }
  }

  private void write(byte[] line) throws IOException {
    if (out != null && size > 0 && size + line.length > limit) {
      out.close();
      out = null;
      Files.move(file, previous, StandardCopyOption.REPLACE_EXISTING);
      turn++;
    }
    if (out == null) {
      out = open();
    }
    out.write(line);
    size += line.length;
  }

  /** Opens the file; what a killed predecessor left half written becomes a line of its own. */
  private FileOutputStream open() throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    boolean half = false;
    try (RandomAccessFile end = new RandomAccessFile(file.toFile(), "r")) {
      size = end.length();
      if (size > 0) {
        end.seek(size - 1);
        half = end.read() != '\n';
      }
    }
    FileOutputStream opened = new FileOutputStream(file.toFile(), true);
    if (half) {
      opened.write('\n');
      size++;
    }
    return opened;
  }

  /** Opens the log for reading; the caller closes the stream. */
  public LogStream read(LogQuery query) throws IOException {
    return LogReader.open(this, query);
  }

  /** Ends the streams of those who read it; nothing more is kept. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
      closeFile();
    } finally {
      lock.unlock();
    }
  }

  /** Ends it and removes its files. */
  void remove() throws IOException {
    end();
    Files.deleteIfExists(file);
    Files.deleteIfExists(previous);
  }

  private void closeFile() {
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException alreadyWritten) {
      // Lines are not buffered; there is nothing to lose.
    }
    out = null;
  }

  FunctionName name() {
    return name;
  }

  /** The present files, oldest first, and where the last line ends. The caller closes them. */
  Snapshot snapshot() throws IOException {
    lock.lock();
    try {
      List<Part> parts = new ArrayList<>();
      if (Files.exists(previous)) {
        parts.add(new Part(new LogFile(previous), turn - 1));
      }
      if (Files.exists(file)) {
        parts.add(new Part(new LogFile(file), turn));
      }
      return new Snapshot(parts, turn, out == null ? length() : size);
    } finally {
      lock.unlock();
    }
  }

  private long length() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /**
   * The file of a turn, or the next one that is still there.
   *
   * @return null if nothing was written in it yet
   */
  @Nullable Part part(long wanted) throws IOException {
    lock.lock();
    try {
      boolean older = wanted < turn && Files.exists(previous);
      Path path = older ? previous : file;
      return Files.exists(path) ? new Part(new LogFile(path), older ? turn - 1 : turn) : null;
    } finally {
      lock.unlock();
    }
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
    lock.lock();
    try {
      return turn;
    } finally {
      lock.unlock();
    }
  }

  boolean isEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /** Grows with every line. */
  long version() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the version is another one, the log has ended, or {@code closed} says so. */
  void awaitChange(long seen, BooleanSupplier closed) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (version == seen && !ended && !closed.getAsBoolean()) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets readers look whether they were closed. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
