package dev.gantry.process.log;

import dev.gantry.api.FunctionName;
import dev.gantry.process.log.RotatingFile.Part;
import dev.gantry.process.log.RotatingFile.Snapshot;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
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
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // All below are guarded by the lock.
  private final RotatingFile file;
  private Instant last = Instant.MIN;
  private long version;
  private boolean dropping;
  private boolean ended;

  FunctionLog(FunctionName name, Path folder, long limit, Clock clock) {
    this.name = name;
    this.clock = clock;
    this.file =
        new RotatingFile(folder.resolve(name + ".log"), folder.resolve(name + ".log.1"), limit);
  }

  FunctionName name() {
    return name;
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
      file.write(new LogLine(last, instance, text).bytes());
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

  /** Opens the log for reading; the caller closes the stream. */
  public LogStream read(LogQuery query) throws IOException {
    return LogReader.open(this, query);
  }

  /** Ends the streams of those who follow it; nothing more is kept. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
      file.close();
    } catch (IOException alreadyWritten) {
      // Lines are not buffered; there is nothing to lose.
    } finally {
      lock.unlock();
    }
  }

  /** Ends it and removes its files. */
  void remove() throws IOException {
    end();
    file.delete();
  }

  Snapshot snapshot() throws IOException {
    lock.lock();
    try {
      return file.snapshot();
    } finally {
      lock.unlock();
    }
  }

  @Nullable Part part(long turn) throws IOException {
    lock.lock();
    try {
      return file.part(turn);
    } finally {
      lock.unlock();
    }
  }

  long turn() {
    lock.lock();
    try {
      return file.turn();
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
