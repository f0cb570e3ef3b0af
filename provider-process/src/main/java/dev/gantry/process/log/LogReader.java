package dev.gantry.process.log;

import dev.gantry.api.LogMessage;
import dev.gantry.process.log.RotatingFile.Part;
import dev.gantry.process.log.RotatingFile.Snapshot;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import dev.gantry.provider.ProviderException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log from file to file. A reader that follows and falls behind by more than the files hold
 * goes on with the oldest line there is.
 */
final class LogReader implements LogStream {

  private final FunctionLog log;
  private final LogQuery query;
  private final Snapshot past;

  /** Held while the files are read, not while waiting for more. */
  private final ReentrantLock using = new ReentrantLock();

  private final Deque<Part> parts;
  private long turn;
  private long skip;
  private volatile boolean closed; // written by close, which another thread may call

  private LogReader(FunctionLog log, LogQuery query, Snapshot past) {
    this.log = log;
    this.query = query;
    this.past = past;
    this.parts = new ArrayDeque<>(past.parts());
    this.turn = past.turn();
  }

  static LogReader open(FunctionLog log, LogQuery query) throws IOException {
    LogReader reader = new LogReader(log, query, log.snapshot());
    try {
      if (query.tail().isPresent()) {
        reader.skipAllBut(query.tail().getAsInt());
      }
      return reader;
    } catch (IOException | RuntimeException failed) {
      reader.close();
      throw failed;
    }
  }

  /** Counts the lines there are, and begins anew without the first ones. */
  private void skipAllBut(int tail) throws IOException {
    long found = 0;
    for (Part part : past.parts()) {
      for (String line = past(part); line != null; line = past(part)) {
        found += accept(line).isPresent() ? 1 : 0;
      }
      part.file().seek(0);
    }
    skip = Math.max(0, found - tail);
  }

  /** The next line that was there when the stream was opened. */
  private @Nullable String past(Part part) throws IOException {
    boolean over =
        part.turn() > past.turn()
            || (part.turn() == past.turn() && part.file().offset() >= past.end());
    return over ? null : part.file().next();
  }

  @Override
  public @Nullable LogMessage next() throws InterruptedException {
    while (true) {
      long seen = log.version();
      LogMessage message = nextWritten();
      if (message != null || closed || !query.follow() || log.isEnded()) {
        return message;
      }
      log.awaitChange(seen, () -> closed);
    }
  }

  private @Nullable LogMessage nextWritten() {
    using.lock();
    try {
      for (String line = line(); line != null; line = line()) {
        Optional<LogMessage> message = accept(line);
        if (message.isPresent() && skip-- <= 0) {
          return message.get();
        }
      }
      return null;
    } catch (IOException failed) {
      throw new ProviderException("the log of " + log.name() + " could not be read", failed);
    } finally {
      using.unlock();
    }
  }

  private @Nullable String line() throws IOException {
    while (!closed) {
      Part part = parts.peek();
      if (part == null) {
        part = query.follow() ? log.part(turn) : null;
        if (part == null) {
          return null;
        }
        parts.add(part);
      }
      // Asked before reading: what is complete now gets no further lines.
      boolean complete = part.turn() < log.turn();
      String line = query.follow() ? part.file().next() : past(part);
      if (line != null || !complete) {
        return line;
      }
      turn = part.turn() + 1;
      parts.remove().file().close();
    }
    return null;
  }

  private Optional<LogMessage> accept(String line) {
    return LogLine.parse(line)
        .filter(read -> query.instance().filter(id -> !id.equals(read.instance())).isEmpty())
        .filter(read -> query.since().filter(since -> read.time().isBefore(since)).isEmpty())
        .map(
            read ->
                new LogMessage(
                    log.name().name(),
                    log.name().namespace(),
                    read.instance(),
                    read.time(),
                    read.text()));
  }

  @Override
  public void close() {
    closed = true;
    log.wake();
    using.lock();
    try {
      past.parts().forEach(LogReader::closeFile);
      parts.forEach(LogReader::closeFile);
    } finally {
      using.unlock();
    }
  }

  private static void closeFile(Part part) {
    try {
      part.file().close();
    } catch (IOException readOnly) {
      // Nothing was written through it.
    }
  }
}
